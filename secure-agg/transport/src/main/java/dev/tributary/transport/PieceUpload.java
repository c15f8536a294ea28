package dev.tributary.transport;

import com.google.protobuf.UnsafeByteOperations;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.transport.proto.PutFrame;
import dev.tributary.transport.proto.PutHeader;
import dev.tributary.transport.proto.PutReply;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Streams one sealed piece to the aggregator, at the pace at which it takes it: a write blocks
 * while the transport's window is full, so at most one frame waits here. Not thread-safe, but
 * answered from gRPC's threads.
 */
final class PieceUpload extends OutputStream {
  private static final int FRAME = 1 << 17;

  private final Object lock = new Object();
  private ClientCallStreamObserver<PutFrame> call;
  private byte[] frame = new byte[FRAME];
  private int filled;
  private long length;
  private boolean answered;
  private StatusRuntimeException failure;

  PieceUpload(MailboxClient client, MessageAddress address) {
    client.uploads().put(new Answer());
    call.onNext(
        PutFrame.newBuilder()
            .setHeader(
                PutHeader.newBuilder()
                    .setRun(address.step().run().value())
                    .setStep(WireSteps.toWire(address.step()))
                    .setShard(address.shard())
                    .setTraffic(client.traffic()))
            .build());
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    int at = offset;
    int left = count;
    while (left > 0) {
      int step = Math.min(left, frame.length - filled);
      System.arraycopy(bytes, at, frame, filled, step);
      filled += step;
      at += step;
      left -= step;
      if (filled == frame.length) {
        sendFrame();
      }
    }
  }

  /** Sends the last frame and waits for the aggregator to say that the piece is stored. */
  void complete() throws IOException {
    if (filled > 0) {
      sendFrame();
    }
    synchronized (lock) {
      if (!answered && failure == null) {
        call.onNext(PutFrame.newBuilder().setLength(length).build());
        call.onCompleted();
      }
      waitUntil(() -> answered || failure != null);
    }
    checkFailure();
  }

  /** Ends the call without a piece; does nothing after {@link #complete}. */
  void cancel() {
    synchronized (lock) {
      if (!answered && failure == null) {
        call.cancel("the writer failed", null);
      }
    }
  }

  /** Why the call failed, or null. */
  StatusRuntimeException failure() {
    synchronized (lock) {
      return failure;
    }
  }

  private void sendFrame() throws IOException {
    synchronized (lock) {
      waitUntil(() -> call.isReady() || answered || failure != null);
      // Once an earlier put stands there is no need to send what is left.
      if (!answered && failure == null) {
        call.onNext(
            PutFrame.newBuilder()
                .setSealed(UnsafeByteOperations.unsafeWrap(frame, 0, filled))
                .build());
        frame = new byte[FRAME];
      }
    }
    checkFailure();
    length += filled;
    filled = 0;
  }

  private void checkFailure() throws IOException {
    StatusRuntimeException failed = failure();
    if (failed != null) {
      throw new IOException("the aggregator did not take the piece", failed);
    }
  }

  private void waitUntil(BooleanSupplier condition) throws IOException {
    synchronized (lock) {
      try {
        while (!condition.getAsBoolean()) {
          lock.wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while sending", e);
      }
    }
  }

  private void settle(StatusRuntimeException failed) {
    synchronized (lock) {
      if (failed == null) {
        answered = true;
      } else if (!answered) {
        failure = failed;
      }
      lock.notifyAll();
    }
  }

  private final class Answer implements ClientResponseObserver<PutFrame, PutReply> {
    @Override
    public void beforeStart(ClientCallStreamObserver<PutFrame> stream) {
      call = stream;
      stream.setOnReadyHandler(
          () -> {
            synchronized (lock) {
              lock.notifyAll();
            }
          });
    }

    /** Says no more than the end of the call, which follows. */
    @Override
    public void onNext(PutReply reply) {}

    @Override
    public void onError(Throwable error) {
      settle(
          error instanceof StatusRuntimeException status
              ? status
              : Status.fromThrowable(error).asRuntimeException());
    }

    @Override
    public void onCompleted() {
      settle(null);
    }
  }
}
