package dev.tributary.aggregator.service;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.transport.CallErrors;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** Turns the outcome of a call into its one answer, and counts refusals. */
final class Answers {
  private final Traffic traffic;
  private final OperatorLog log;

  Answers(Traffic traffic, OperatorLog log) {
    this.traffic = traffic;
    this.log = log;
  }

  <R> void unary(StreamObserver<R> observer, Supplier<R> work) {
    try {
      R reply = work.get();
      observer.onNext(reply);
      observer.onCompleted();
    } catch (RuntimeException e) {
      fail(observer, e);
    }
  }

  void fail(StreamObserver<?> observer, RuntimeException failure) {
    FederationException blamed = blame(failure);
    traffic.refusal();
    observer.onError(status(blamed));
  }

  /** A failed call's status; what is kept from the caller, the operator reads in the log. */
  StatusRuntimeException status(FederationException failure) {
    if (CallErrors.keptBack(failure)) {
      log.failed(failure);
    }
    return CallErrors.toStatus(failure);
  }

  private static FederationException blame(RuntimeException failure) {
    if (failure instanceof FederationException known) {
      return known;
    }
    if (failure instanceof MalformedMessageException) {
      return FederationException.user(
          "the aggregator refused a malformed message: %s", failure.getMessage());
    }
    return new FederationException(ErrorCode.INTERNAL, "the aggregator failed: " + failure, failure)
        .telling(PeerText.AGGREGATOR_DEFECT);
  }
}
