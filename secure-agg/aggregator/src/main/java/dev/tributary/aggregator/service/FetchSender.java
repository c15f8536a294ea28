package dev.tributary.aggregator.service;

import com.google.protobuf.UnsafeByteOperations;
import dev.tributary.aggregator.session.Session;
import dev.tributary.aggregator.store.RunStore;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.transport.proto.FetchFrame;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Streams one sealed piece to its addressee, a frame at a time and only while the line is free. */
final class FetchSender {
  private static final int FRAME = 1 << 17;

  private final ServerCallStreamObserver<FetchFrame> out;
  private final Session session;
  private final PartyId party;
  private final Traffic traffic;
  private final Answers answers;
  private final FileChannel file;
  private boolean ended;

  private FetchSender(
      ServerCallStreamObserver<FetchFrame> out,
      Session session,
      PartyId party,
      Traffic traffic,
      Answers answers,
      FileChannel file) {
    this.out = out;
    this.session = session;
    this.party = party;
    this.traffic = traffic;
    this.answers = answers;
    this.file = file;
  }

  /** Sends an open piece from an offset, and closes it when that is done or fails. */
  static void send(
      ServerCallStreamObserver<FetchFrame> out,
      Session session,
      PartyId party,
      Traffic traffic,
      Answers answers,
      FileChannel file,
      long offset) {
    try {
      if (offset < 0 || offset > file.size()) {
        file.close();
        throw new MalformedMessageException(
            "offset must be 0 to the piece's length. Provided value: " + offset);
      }
      file.position(offset);
      FetchSender sender = new FetchSender(out, session, party, traffic, answers, file);
      out.setOnReadyHandler(sender::pump);
      out.setOnCancelHandler(sender::end);
      sender.pump();
    } catch (IOException e) {
      throw RunStore.disk(e);
    }
  }

  /** Sends while the transport takes more; gRPC calls again when it does. */
  private synchronized void pump() {
    try {
      while (!ended && out.isReady()) {
        ByteBuffer frame = ByteBuffer.allocate(FRAME);
        int read = file.read(frame);
        if (read < 0) {
          end();
          out.onCompleted();
        } else {
          out.onNext(
              FetchFrame.newBuilder()
                  .setSealed(UnsafeByteOperations.unsafeWrap(frame.array(), 0, read))
                  .build());
          session.mailbox().fetched(party, read);
          traffic.fetched(read);
        }
      }
    } catch (IOException e) {
      end();
      answers.fail(out, RunStore.disk(e));
    }
  }

  private synchronized void end() {
    if (!ended) {
      ended = true;
      try {
        file.close();
      } catch (IOException e) {
        throw RunStore.disk(e);
      }
    }
  }
}
