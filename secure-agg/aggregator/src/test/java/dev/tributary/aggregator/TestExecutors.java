package dev.tributary.aggregator;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.ExchangeSupplier;
import dev.tributary.transport.GrpcSession;
import java.lang.reflect.Method;

/** Reaches an executor's connection in the driver's JVM, where a supplier gives the driver's. */
final class TestExecutors {
  private TestExecutors() {}

  static Exchange remote(ExchangeSupplier supplier) throws ReflectiveOperationException {
    Method connect = supplier.getClass().getDeclaredMethod("connectRemote");
    connect.setAccessible(true);
    return (Exchange) connect.invoke(supplier);
  }

  /** Lets a session fall silent, as a killed driver does. */
  static void silence(GrpcSession session) throws ReflectiveOperationException {
    Method stop = GrpcSession.class.getDeclaredMethod("stopHeartbeats");
    stop.setAccessible(true);
    stop.invoke(session);
  }
}
