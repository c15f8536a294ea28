package dev.tributary.transport;

import com.google.protobuf.ByteString;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.transport.proto.FetchFrame;
import dev.tributary.transport.proto.FetchRequest;
import io.grpc.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Objects;

/**
 * Streams one sealed piece from the aggregator, frame by frame as it is read; continues where it
 * stopped when the connection broke. Not thread-safe.
 */
final class PieceDownload extends InputStream {
  private final MailboxClient client;
  private final MessageAddress address;
  private Context.CancellableContext context;
  private Iterator<FetchFrame> frames;
  private ByteBuffer frame = ByteBuffer.allocate(0);
  private long received;
  private boolean ended;

  PieceDownload(MailboxClient client, MessageAddress address) {
    this.client = client;
    this.address = address;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    while (!frame.hasRemaining()) {
      if (ended || !nextFrame()) {
        ended = true;
        return -1;
      }
    }
    int step = Math.min(length, frame.remaining());
    frame.get(bytes, offset, step);
    return step;
  }

  @Override
  public void close() {
    ended = true;
    frame = ByteBuffer.allocate(0);
    hangUp();
  }

  private boolean nextFrame() {
    return client.retry(
        () -> {
          try {
            if (frames == null) {
              call();
            }
            if (!frames.hasNext()) {
              hangUp();
              return false;
            }
            ByteString sealed = frames.next().getSealed();
            if (sealed.isEmpty() || sealed.size() > TransportFormat.MAX_FRAME) {
              throw badFrame(sealed.size());
            }
            frame = sealed.asReadOnlyByteBuffer();
            received += sealed.size();
            return true;
          } catch (RuntimeException e) {
            hangUp();
            throw e;
          }
        });
  }

  /** Empty frames without end would hold the reader for ever, without a byte being late. */
  private FederationException badFrame(int length) {
    return FederationException.resource(
        "the aggregator at %s sent a frame of %d bytes of %s where 1 to %d are due: ask its operator"
            + " for its version and log",
        client.address(), length, address, TransportFormat.MAX_FRAME);
  }

  private void call() {
    context = Context.current().fork().withCancellation();
    FetchRequest request =
        FetchRequest.newBuilder()
            .setRun(address.step().run().value())
            .setStep(WireSteps.toWire(address.step()))
            .setShard(address.shard())
            .setOffset(received)
            .setTraffic(client.traffic())
            .build();
    Context previous = context.attach();
    try {
      frames = client.downloads().fetch(request);
    } finally {
      context.detach(previous);
    }
  }

  private void hangUp() {
    if (context != null) {
      context.cancel(null);
      context = null;
      frames = null;
    }
  }
}
