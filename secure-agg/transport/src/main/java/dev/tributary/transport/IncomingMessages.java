package dev.tributary.transport;

import com.google.protobuf.ByteString;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.transport.proto.AwaitReply;
import dev.tributary.transport.proto.AwaitRequest;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sealed messages as they come from the aggregator: manifests by long poll, short pieces along with
 * them, all others each by a stream of its own. Thread-safe.
 */
final class IncomingMessages {
  private static final Duration CALL = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofSeconds(20);

  private final MailboxClient client;
  private final Map<MessageAddress, ByteString> along = new ConcurrentHashMap<>();

  IncomingMessages(MailboxClient client) {
    this.client = client;
  }

  /**
   * Waits for a sealed manifest.
   *
   * @param piecesUpTo most bytes of pieces that may come along
   */
  Arrived await(StepAddress step, Duration timeout, int piecesUpTo) {
    long begin = System.nanoTime();
    long end = begin + timeout.toNanos();
    AwaitRequest.Builder request =
        AwaitRequest.newBuilder()
            .setRun(step.run().value())
            .setStep(WireSteps.toWire(step))
            .setPiecesUpTo(piecesUpTo);
    while (true) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      Duration wait = left.compareTo(POLL) < 0 ? left : POLL;
      long waited = (System.nanoTime() - begin) / 1_000_000;
      AwaitRequest polled = request.setWaitMillis(wait.toMillis()).setWaitedMillis(waited).build();
      AwaitReply reply = client.call(CALL, stub -> stub.await(polled));
      if (!reply.getSealedManifest().isEmpty()) {
        return new Arrived(reply.getSealedManifest().toByteArray(), within(reply, piecesUpTo));
      }
      if (reply.hasLost()) {
        Duration since = Duration.ofMillis(reply.getLost().getMillis());
        throw FederationException.lost(step.from(), "%s", LossRule.silence(step.from(), since));
      }
      if (System.nanoTime() - end >= 0) {
        throw FederationException.resource(
                "%s did not send %s within %s: see its log, or raise the step deadline",
                step.from(), step, timeout)
            .telling(PeerText.SILENT, step.from());
      }
    }
  }

  /**
   * Keeps the pieces that came along, until they are opened; the manifest says how many are due.
   */
  void keep(StepManifest manifest, List<ByteString> pieces) {
    int due = Math.min(pieces.size(), manifest.pieces().size());
    for (int shard = 0; shard < due; shard++) {
      along.put(manifest.step().shard(shard), pieces.get(shard));
    }
  }

  /** The sealed bytes of a piece; those that came along are given once. */
  InputStream open(MessageAddress address) {
    ByteString here = along.remove(address);
    return here == null ? new PieceDownload(client, address) : here.newInput();
  }

  /** Pieces that came along and were not opened yet. */
  int kept() {
    return along.size();
  }

  /** No aggregator fills this side's memory with what was not asked for: it is left unread. */
  private static List<ByteString> within(AwaitReply reply, int piecesUpTo) {
    List<ByteString> pieces = reply.getSealedPiecesList();
    return pieces.stream().mapToLong(ByteString::size).sum() > piecesUpTo ? List.of() : pieces;
  }

  /**
   * What an await brought, nothing of which is known to be genuine.
   *
   * @param manifest sealed
   * @param pieces sealed, from shard 0 on
   */
  record Arrived(byte[] manifest, List<ByteString> pieces) {}
}
