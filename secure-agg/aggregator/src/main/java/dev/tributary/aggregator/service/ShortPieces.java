package dev.tributary.aggregator.service;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.tributary.aggregator.session.Session;
import dev.tributary.aggregator.store.PartFile;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.transport.TransportFormat;
import dev.tributary.transport.proto.CommitRequest;
import java.util.List;

/**
 * Pieces that come with a commit and go with the answer to an await instead of in a stream of their
 * own. They are stored as all others are, under the same quota.
 */
final class ShortPieces {
  private final Traffic traffic;

  ShortPieces(Traffic traffic) {
    this.traffic = traffic;
  }

  /** Stores the only piece of a message, unless one stands. */
  void store(Session session, PartyId sender, StepAddress step, CommitRequest request) {
    if (request.getPieces() != 1) {
      throw new MalformedMessageException(
          "a piece comes along with its manifest only where it is the message's only one. Provided"
              + " value: "
              + request.getPieces());
    }
    MessageAddress address = step.shard(0);
    session
        .mailbox()
        .beginPut(sender, address)
        .ifPresent(part -> store(session, sender, address, part, request.getSealedPiece()));
  }

  private void store(
      Session session, PartyId sender, MessageAddress address, PartFile part, ByteString sealed) {
    try {
      part.write(sealed.asReadOnlyByteBuffer());
      part.complete(sealed.size());
      session.mailbox().completePut(sender, part, address);
    } catch (RuntimeException e) {
      part.discard();
      throw e;
    }
    traffic.put(sealed.size());
    traffic.piece();
  }

  /** The pieces of a committed message, if they are short enough to go along. */
  List<ByteString> load(Session session, PartyId receiver, StepAddress step, int upTo) {
    int most = Math.min(upTo, TransportFormat.MAX_ALONG);
    List<ByteString> pieces =
        session.mailbox().shortPieces(receiver, step, most).stream()
            .map(UnsafeByteOperations::unsafeWrap)
            .toList();
    pieces.forEach(piece -> traffic.fetched(piece.size()));
    return pieces;
  }
}
