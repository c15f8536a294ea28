package dev.tributary.aggregator.service;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Takes what a call answers, on a line that is free unless a test says otherwise. */
final class FuzzedAnswer<R> extends ServerCallStreamObserver<R> {
  private final List<R> replies = new ArrayList<>();
  private Throwable failure;
  private boolean completed;
  private Runnable cancel = () -> {};
  private Runnable onReady = () -> {};
  private int free = Integer.MAX_VALUE;

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

  /** All of an answer that was completed; empty if there is none, or an error. */
  List<R> replies() {
    return completed ? replies : List.of();
  }

  /**
   * The one reply.
   *
   * @throws AssertionError if the call was refused
   */
  R reply() {
    if (replies().size() != 1) {
      throw new AssertionError("there is no answer", failure);
    }
    return replies.get(0);
  }

  /** What the caller is told of a refusal. */
  Optional<String> refusal() {
    return Optional.ofNullable(failure)
        .map(thrown -> Status.fromThrowable(thrown).getDescription());
  }

  @Override
  public void onNext(R reply) {
    requireOpen();
    free--;
    replies.add(Objects.requireNonNull(reply, "an answer"));
  }

  @Override
  public void onError(Throwable thrown) {
    requireOpen();
    failure = thrown;
  }

  @Override
  public void onCompleted() {
    requireOpen();
    completed = true;
  }

  private void requireOpen() {
    if (completed || failure != null) {
      throw new AssertionError("a call is answered once", failure);
    }
  }

  /** Has room for some more, and tells so. */
  void ready(int frames) {
    free = frames;
    onReady.run();
  }

  @Override
  public boolean isReady() {
    return free > 0;
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
  public void setOnReadyHandler(Runnable handler) {
    onReady = handler;
  }

  @Override
  public void setCompression(String compression) {}

  @Override
  public void setMessageCompression(boolean enable) {}

  @Override
  public void disableAutoInboundFlowControl() {}

  @Override
  public void request(int count) {}
}
