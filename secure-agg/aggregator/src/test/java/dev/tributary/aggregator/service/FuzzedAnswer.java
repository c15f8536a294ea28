package dev.tributary.aggregator.service;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;

/** Takes what a call answers, on a line that is always free; a defect is not an answer. */
final class FuzzedAnswer<R> extends ServerCallStreamObserver<R> {
  private Throwable failure;
  private Runnable cancel = () -> {};

  /**
   * Ends the call.
   *
   * @throws AssertionError if it failed by a defect of the aggregator
   */
  void check() {
    cancel.run();
    if (failure != null && Status.fromThrowable(failure).getCode() == Status.Code.INTERNAL) {
      throw new AssertionError(failure);
    }
  }

  @Override
  public void onNext(R reply) {}

  @Override
  public void onError(Throwable thrown) {
    failure = thrown;
  }

  @Override
  public void onCompleted() {}

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public void setOnCancelHandler(Runnable handler) {
    cancel = handler;
  }

  @Override
  public void setOnReadyHandler(Runnable handler) {}

  @Override
  public void setCompression(String compression) {}

  @Override
  public void setMessageCompression(boolean enable) {}

  @Override
  public void disableAutoInboundFlowControl() {}

  @Override
  public void request(int count) {}
}
