package dev.tributary.fl.horizontal.sum;

import dev.tributary.fl.data.PayloadKernel;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.PiecesAhead;
import dev.tributary.protocol.PiecesBehind;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.secagg.SumGroup;
import dev.tributary.protocol.secagg.SumMessages;
import dev.tributary.protocol.secagg.SumRound;
import dev.tributary.protocol.secagg.VectorPieces;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * The messages of sums. Lengths follow from the own rules and the own vector; a vector goes in
 * pieces of bounded size.
 */
final class SumChannel {
  private static final String PREFIX = "sum/";

  private final FederatedSession session;
  private final SumGroup group;

  SumChannel(FederatedSession session, SumGroup group) {
    this.session = session;
    this.group = group;
  }

  /** How long to wait for the summing party, which waits for all others itself. */
  Duration patience() {
    return session.stepTimeout().multipliedBy(2);
  }

  /** A message about the run. */
  void send(PartyId to, String step, byte[] message) {
    session.exchange().send(session.to(to, 0, PREFIX + step), message);
  }

  <T> T receive(PartyId from, String step, Function<byte[], T> decoder) {
    return receive(from, step, session.stepTimeout(), decoder);
  }

  <T> T receive(PartyId from, String step, Duration timeout, Function<byte[], T> decoder) {
    return receive(session.from(from, 0, PREFIX + step), timeout, decoder);
  }

  /** A message about a round. */
  void send(PartyId to, SumRound round, String step, byte[] message) {
    session.exchange().send(session.to(to, round.sum(), name(round, step)), message);
  }

  <T> T receive(
      PartyId from, SumRound round, String step, Duration timeout, Function<byte[], T> decoder) {
    return receive(session.from(from, round.sum(), name(round, step)), timeout, decoder);
  }

  private <T> T receive(StepAddress step, Duration timeout, Function<byte[], T> decoder) {
    return PeerMessages.receive(session, step, SumMessages.maxLength(group), timeout, decoder);
  }

  /**
   * Sends a vector.
   *
   * @param to one or more receivers
   * @param change what is done to a copy of each block before it leaves; gets the place of its
   *     first word
   */
  void sendVector(
      List<PartyId> to, SumRound round, String step, long[] vector, ObjIntConsumer<long[]> change) {
    List<StepAddress> addresses =
        to.stream().map(party -> session.to(party, round.sum(), name(round, step))).toList();
    int count = VectorPieces.count(vector.length);
    try (PiecesBehind pieces = new PiecesBehind(session.exchange())) {
      for (int piece = 0; piece < count; piece++) {
        int from = VectorPieces.from(piece);
        long[] block =
            Arrays.copyOfRange(vector, from, from + VectorPieces.size(vector.length, piece));
        change.accept(block, from);
        byte[] message = VectorPieces.encode(block);
        for (StepAddress address : addresses) {
          pieces.put(address.shard(piece), PayloadWriter.of(message));
        }
      }
      List<PieceReceipt> receipts = pieces.receipts();
      for (int i = 0; i < to.size(); i++) {
        int receiver = i;
        List<PieceReceipt> own =
            IntStream.range(0, count)
                .mapToObj(piece -> receipts.get(piece * to.size() + receiver))
                .toList();
        session.exchange().commit(new StepManifest(addresses.get(i), own));
      }
    }
  }

  /**
   * Receives a vector.
   *
   * @param words its length, as this party knows it
   * @param reader gets each block with the place of its first word
   */
  void receiveVector(
      PartyId from,
      SumRound round,
      String step,
      int words,
      Duration timeout,
      ObjIntConsumer<long[]> reader) {
    StepAddress address = session.from(from, round.sum(), name(round, step));
    int count = VectorPieces.count(words);
    StepManifest manifest = PeerMessages.awaitToFetch(session, address, count, timeout);
    PiecesAhead.read(
        session.exchange(),
        manifest,
        count,
        piece -> VectorPieces.length(words, piece),
        (piece, bytes) ->
            reader.accept(
                PeerMessages.decode(
                    address, bytes, message -> VectorPieces.decode(words, piece, message)),
                VectorPieces.from(piece)));
    session.exchange().release(address);
  }

  /** Sends a vector whose pieces are at the executors. */
  <B> void publish(
      PartyId to, SumRound round, String step, Shards<B> pieces, PayloadKernel<B> kernel) {
    pieces.publish(session.exchange(), session.to(to, round.sum(), name(round, step)), kernel);
  }

  /**
   * Awaits a vector whose pieces the executors will fetch.
   *
   * @param words its length, as this party knows it
   */
  StepManifest await(PartyId from, SumRound round, String step, int words, Duration timeout) {
    return PeerMessages.await(
        session,
        session.from(from, round.sum(), name(round, step)),
        VectorPieces.count(words),
        timeout);
  }

  /** What was awaited has been fetched. */
  void release(StepManifest message) {
    session.exchange().release(message.step());
  }

  private static String name(SumRound round, String step) {
    String again = round.attempt() == 0 ? "" : round.attempt() + "/";
    return PREFIX + round.purpose() + "/" + again + step;
  }
}
