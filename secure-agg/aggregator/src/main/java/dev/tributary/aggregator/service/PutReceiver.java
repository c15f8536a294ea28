package dev.tributary.aggregator.service;

import com.google.protobuf.ByteString;
import dev.tributary.aggregator.admission.Caller;
import dev.tributary.aggregator.session.Session;
import dev.tributary.aggregator.session.Sessions;
import dev.tributary.aggregator.store.PartFile;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.transport.TransportFormat;
import dev.tributary.transport.WireSteps;
import dev.tributary.transport.proto.PutFrame;
import dev.tributary.transport.proto.PutHeader;
import dev.tributary.transport.proto.PutReply;
import io.grpc.stub.StreamObserver;

/**
 * Takes one streamed piece: header, sealed frames, length. The next frame is asked for only when
 * the last was written, so a slow disk or a full quota slows its sender down. gRPC calls it from
 * one thread at a time.
 */
final class PutReceiver implements StreamObserver<PutFrame> {
  private final Sessions sessions;
  private final Traffic traffic;
  private final Answers answers;
  private final Caller caller;
  private final StreamObserver<PutReply> reply;
  private Session session;
  private PartyId party;
  private MessageAddress address;
  private PartFile part;
  private boolean ended;

  PutReceiver(
      Sessions sessions,
      Traffic traffic,
      Answers answers,
      Caller caller,
      StreamObserver<PutReply> reply) {
    this.sessions = sessions;
    this.traffic = traffic;
    this.answers = answers;
    this.caller = caller;
    this.reply = reply;
  }

  @Override
  public void onNext(PutFrame frame) {
    if (ended) {
      return;
    }
    try {
      switch (frame.getFrameCase()) {
        case HEADER -> begin(frame.getHeader());
        case SEALED -> append(frame.getSealed());
        case LENGTH -> complete(frame.getLength());
        case FRAME_NOT_SET -> throw new MalformedMessageException("a frame of a put is empty");
      }
    } catch (RuntimeException e) {
      drop();
      answers.fail(reply, e);
    }
  }

  @Override
  public void onError(Throwable broken) {
    drop();
  }

  @Override
  public void onCompleted() {
    if (!ended) {
      drop();
      answers.fail(reply, new MalformedMessageException("a put ended without its length"));
    }
  }

  private void begin(PutHeader header) {
    if (address != null) {
      throw new MalformedMessageException("a put has one header");
    }
    address = WireSteps.fromWire(header.getRun(), header.getStep(), header.getShard());
    session = caller.session(sessions, header.getRun());
    party = caller.party();
    Reports.note(session, party, header.getTraffic());
    session
        .mailbox()
        .beginPut(party, address)
        .ifPresentOrElse(begun -> part = begun, () -> answer(false));
  }

  private void append(ByteString sealed) {
    if (part == null || sealed.size() > TransportFormat.MAX_FRAME) {
      throw new MalformedMessageException(
          "a put sends its header first and frames of at most "
              + TransportFormat.MAX_FRAME
              + " bytes. Provided value: "
              + sealed.size());
    }
    session.mailbox().checkUnderWay(party);
    part.write(sealed.asReadOnlyByteBuffer());
    traffic.put(sealed.size());
  }

  private void complete(long length) {
    if (part == null) {
      throw new MalformedMessageException("a put sends its header first");
    }
    part.complete(length);
    boolean first = session.mailbox().completePut(party, part, address);
    traffic.piece();
    answer(first);
  }

  private void answer(boolean first) {
    ended = true;
    reply.onNext(PutReply.newBuilder().setFirst(first).build());
    reply.onCompleted();
  }

  private void drop() {
    ended = true;
    if (part != null) {
      part.discard();
    }
  }
}
