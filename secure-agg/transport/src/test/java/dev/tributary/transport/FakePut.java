package dev.tributary.transport;

import com.google.protobuf.ByteString;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.transport.proto.PutFrame;
import dev.tributary.transport.proto.PutHeader;
import io.grpc.stub.StreamObserver;
import java.util.function.BiConsumer;

/** Takes the frames of one piece, none of them empty; it stands once the sender is at its end. */
final class FakePut implements StreamObserver<PutFrame> {
  private final BiConsumer<MessageAddress, ByteString> complete;
  private MessageAddress address;
  private ByteString sealed = ByteString.EMPTY;
  private boolean whole;

  FakePut(BiConsumer<MessageAddress, ByteString> complete) {
    this.complete = complete;
  }

  @Override
  public void onNext(PutFrame frame) {
    switch (frame.getFrameCase()) {
      case HEADER -> {
        PutHeader header = frame.getHeader();
        address = WireSteps.fromWire(header.getRun(), header.getStep(), header.getShard());
      }
      case SEALED -> {
        if (frame.getSealed().isEmpty()) {
          throw new IllegalStateException("a frame must hold a byte");
        }
        sealed = sealed.concat(frame.getSealed());
      }
      case LENGTH -> {
        if (frame.getLength() != sealed.size()) {
          throw new IllegalStateException("length must be that of the frames");
        }
        whole = true;
      }
      case FRAME_NOT_SET -> throw new IllegalStateException("a frame must hold something");
    }
  }

  @Override
  public void onError(Throwable error) {}

  @Override
  public void onCompleted() {
    if (!whole) {
      throw new IllegalStateException("a put must end with its length");
    }
    complete.accept(address, sealed);
  }
}
