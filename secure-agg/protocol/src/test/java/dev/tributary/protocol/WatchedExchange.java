package dev.tributary.protocol;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A real exchange of which a test notices, holds up or fails one kind of call. */
final class WatchedExchange {
  private WatchedExchange() {}

  /** What is done before each watched call, in its place if it throws. */
  interface Watch {
    void before() throws Exception;
  }

  static Exchange of(Exchange real, String watched, Watch watch) {
    return (Exchange)
        Proxy.newProxyInstance(
            Exchange.class.getClassLoader(),
            new Class<?>[] {Exchange.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(watched)) {
                watch.before();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
