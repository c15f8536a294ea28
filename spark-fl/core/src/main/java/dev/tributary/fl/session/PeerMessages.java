package dev.tributary.fl.session;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Sending and strict receiving of messages on the driver; a malformed one is its sender's fault.
 */
public final class PeerMessages {
  private PeerMessages() {}

  /** Sends one message of several pieces, shard 0 first. */
  public static void send(FederatedSession session, StepAddress step, List<byte[]> pieces) {
    List<PieceReceipt> receipts = new ArrayList<>();
    for (int shard = 0; shard < pieces.size(); shard++) {
      receipts.add(session.exchange().put(step.shard(shard), PayloadWriter.of(pieces.get(shard))));
    }
    session.exchange().commit(new StepManifest(step, receipts));
  }

  /**
   * Receives a message of one piece.
   *
   * @param maxLength longest message in bytes; a longer one is refused unread
   * @param decoder throws {@link MalformedMessageException} on anything but a valid message
   */
  public static <T> T receive(
      FederatedSession session, StepAddress step, int maxLength, Function<byte[], T> decoder) {
    return receive(session, step, maxLength, session.stepTimeout(), decoder);
  }

  /** The same with a longest wait of its own. */
  public static <T> T receive(
      FederatedSession session,
      StepAddress step,
      int maxLength,
      Duration timeout,
      Function<byte[], T> decoder) {
    return decode(step, session.exchange().receive(step, timeout, maxLength), decoder);
  }

  /** Awaits a message that must consist of {@code pieces} pieces. */
  public static StepManifest await(FederatedSession session, StepAddress step, int pieces) {
    return await(session, step, pieces, session.stepTimeout());
  }

  /** The same with a longest wait of its own, for what a peer takes its time to compute. */
  public static StepManifest await(
      FederatedSession session, StepAddress step, int pieces, Duration timeout) {
    return checked(session.exchange().await(step, timeout), step, pieces);
  }

  /** The same for a message whose pieces the driver itself reads at once. */
  public static StepManifest awaitToFetch(FederatedSession session, StepAddress step, int pieces) {
    return awaitToFetch(session, step, pieces, session.stepTimeout());
  }

  /** The same with a longest wait of its own. */
  public static StepManifest awaitToFetch(
      FederatedSession session, StepAddress step, int pieces, Duration timeout) {
    return checked(session.exchange().awaitToFetch(step, timeout), step, pieces);
  }

  private static StepManifest checked(StepManifest manifest, StepAddress step, int pieces) {
    if (manifest.pieces().size() != pieces) {
      throw FederationException.peer(
          step.from(),
          "sent %d pieces at %s where %d are due; both sides must run the same release",
          manifest.pieces().size(),
          step,
          pieces);
    }
    return manifest;
  }

  /** Decodes what a peer sent, or throws PEER with its name and the step. */
  public static <T> T decode(StepAddress step, byte[] bytes, Function<byte[], T> decoder) {
    try {
      return decoder.apply(bytes);
    } catch (MalformedMessageException e) {
      throw FederationException.peer(
          step.from(),
          "sent a message at %s that cannot be read: %s; both sides must run the same release",
          step,
          e.getMessage());
    }
  }
}
