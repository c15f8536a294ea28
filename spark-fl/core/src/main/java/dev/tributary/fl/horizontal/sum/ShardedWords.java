package dev.tributary.fl.horizontal.sum;

import dev.tributary.fl.data.BlockCodec;
import dev.tributary.fl.data.ShardContext;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.secagg.SumRound;
import dev.tributary.protocol.secagg.ToldTotals;
import dev.tributary.protocol.secagg.VectorMask;
import dev.tributary.protocol.secagg.VectorPieces;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A vector in pieces on the executors: piece {@code p} is shard {@code p}, {@link
 * VectorPieces#size} words. Executors mask, send, fetch and add piece by piece, so that a driver
 * sees receipts of pieces and no word, and a task holds a few pieces at once.
 *
 * <p>Masks hide one vector. A task that runs again must find the same words, so the pieces are made
 * by {@link Shards#derive}, which keeps them, and not computed anew from a table that may change.
 *
 * @param pieces to be released by the caller
 * @param length words of all pieces, the same at all parties
 */
public record ShardedWords(Shards<long[]> pieces, int length) implements SumVector<ShardedWords> {
  /** How pieces are kept in a party's own work directory. */
  public static final BlockCodec<long[]> CODEC = new Words();

  public ShardedWords {
    if (length < 1 || pieces.count() != VectorPieces.count(length)) {
      throw new IllegalArgumentException(
          "%d words must be in %d pieces. Provided value: %d"
              .formatted(length, VectorPieces.count(Math.max(length, 1)), pieces.count()));
    }
  }

  @Override
  public void sendMasked(SumChannel channel, PartyId summing, SumRound round, VectorMask mask) {
    int words = length;
    channel.publish(
        summing,
        round,
        MemberSide.VECTOR,
        pieces,
        (piece, block, context, out) -> {
          long[] masked = copy(words, piece, block);
          mask.addTo(masked, 0, masked.length, VectorPieces.from(piece));
          out.write(VectorPieces.encode(masked));
        });
  }

  @Override
  public ShardedWords receiveTotal(
      SumChannel channel, PartyId summing, SumRound round, Duration timeout) {
    int words = length;
    StepManifest total = channel.await(summing, round, MemberSide.TOTAL, words, timeout);
    Shards<long[]> fetched =
        pieces.derive((piece, block, context) -> fetch(context, total, words, piece), CODEC);
    channel.release(total);
    return new ShardedWords(fetched, words);
  }

  @Override
  public Adding<ShardedWords> begin(SumChannel channel, SumRound round, Optional<VectorMask> mask) {
    VectorMask own = mask.orElseThrow(() -> new IllegalStateException("words without a member"));
    List<StepManifest> others = new ArrayList<>();
    return new Adding<>() {
      @Override
      public void receive(PartyId member, Duration timeout) {
        others.add(channel.await(member, round, MemberSide.VECTOR, length, timeout));
      }

      @Override
      public ShardedWords open(VectorMask opening) {
        List<StepManifest> arrived = List.copyOf(others);
        Shards<long[]> total = pieces.derive(new Add(length, own, arrived, opening), CODEC);
        close();
        return new ShardedWords(total, length);
      }

      @Override
      public void close() {
        others.forEach(channel::release);
        others.clear();
      }
    };
  }

  @Override
  public void sendTotal(SumChannel channel, List<PartyId> to, SumRound round) {
    for (PartyId member : to) {
      channel.publish(
          member,
          round,
          MemberSide.TOTAL,
          pieces,
          (piece, block, context, out) -> out.write(VectorPieces.encode(block)));
    }
  }

  @Override
  public void release() {
    pieces.release();
  }

  @Override
  public void noteIn(ToldTotals told, SumRound round, List<PartyId> over) {
    told.opened(round, over, pieces.map((piece, block, context) -> ToldTotals.digest(block)));
  }

  private static long[] copy(int words, int piece, long[] block) {
    if (block.length != VectorPieces.size(words, piece)) {
      throw new IllegalStateException(
          "piece %d must have %d words. Provided value: %d"
              .formatted(piece, VectorPieces.size(words, piece), block.length));
    }
    return block.clone();
  }

  private static long[] fetch(ShardContext context, StepManifest message, int words, int piece) {
    byte[] bytes = context.exchange().fetchBytes(message, piece, VectorPieces.length(words, piece));
    return PeerMessages.decode(
        message.step(), bytes, read -> VectorPieces.decode(words, piece, read));
  }

  /** One piece of a total: the own words and the others', with the masks of all taken off. */
  private record Add(int words, VectorMask own, List<StepManifest> others, VectorMask opening)
      implements Shards.Kernel<long[], long[]> {
    @Override
    public long[] apply(int piece, long[] block, ShardContext context) {
      long[] sum = copy(words, piece, block);
      own.addTo(sum, 0, sum.length, VectorPieces.from(piece));
      for (StepManifest other : others) {
        long[] masked = fetch(context, other, words, piece);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += masked[i];
        }
      }
      opening.addTo(sum, 0, sum.length, VectorPieces.from(piece));
      return sum;
    }
  }

  private static final class Words implements BlockCodec<long[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public String kind() {
      return "words-1";
    }

    @Override
    public void write(long[] block, DataOutputStream out) throws IOException {
      out.writeInt(block.length);
      ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * block.length);
      bytes.asLongBuffer().put(block);
      out.write(bytes.array());
    }

    @Override
    public long[] read(DataInputStream in) throws IOException {
      int count = in.readInt();
      if (count < 0 || count > VectorPieces.WORDS) {
        throw new IOException("no piece of a vector: " + count + " words");
      }
      byte[] bytes = in.readNBytes(Long.BYTES * count);
      if (bytes.length != Long.BYTES * count) {
        throw new IOException("a piece of a vector is cut short");
      }
      long[] block = new long[count];
      ByteBuffer.wrap(bytes).asLongBuffer().get(block);
      return block;
    }
  }
}
