package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.crypto.encoding.PairPacking;
import dev.tributary.crypto.paillier.PaillierPrivateKey;
import dev.tributary.fl.data.ShardContext;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import java.util.ArrayList;
import java.util.List;

/** Reads one matrix owner's replies: the label party's executors fetch and decrypt its blocks. */
final class ReplyReader implements AutoCloseable {
  private final FederatedSession session;
  private final CandidateLayout layout;
  private final RunKey key;
  private final Shards<Integer> blocks;

  ReplyReader(FederatedSession session, CandidateLayout layout, RunKey key) {
    this.session = session;
    this.layout = layout;
    this.key = key;
    List<Integer> numbers = new ArrayList<>();
    for (int block = 0; block < layout.blocks(); block++) {
      numbers.add(block);
    }
    this.blocks = session.compute().distribute(numbers);
  }

  /**
   * Awaits a level's reply.
   *
   * @param party place among the feature parties
   */
  CandidateSums read(int party, int round, int level, CellShape shape, CandidateSet active) {
    StepAddress step =
        session.from(session.featureParties().get(party), round, PaillierSteps.sums(level));
    StepManifest manifest = PeerMessages.await(session, step, layout.blocks());
    List<long[]> decrypted = blocks.map(decryption(manifest, key, shape, layout, active));
    int channels = shape.channels();
    long[] gradients = new long[Math.multiplyExact(layout.total(), channels)];
    long[] hessians = new long[gradients.length];
    for (int block = 0; block < decrypted.size(); block++) {
      long[] sums = decrypted.get(block);
      int from = layout.offset(block);
      int to = from + layout.size(block);
      int at = 0;
      for (int id = active.next(from); id >= 0 && id < to; id = active.next(id + 1)) {
        for (int channel = 0; channel < channels; channel++) {
          gradients[id * channels + channel] = sums[at++];
          hessians[id * channels + channel] = sums[at++];
        }
      }
    }
    return new CandidateSums(layout.total(), channels, gradients, hessians);
  }

  private static Shards.Kernel<Integer, long[]> decryption(
      StepManifest manifest,
      RunKey key,
      CellShape shape,
      CandidateLayout layout,
      CandidateSet active) {
    return (shard, block, context) -> {
      int from = layout.offset(block);
      int candidates = active.count(from, from + layout.size(block));
      return decrypt(manifest, block, candidates, key, shape, context);
    };
  }

  /** Pairs (g, h) of each active candidate and channel, in order. */
  private static long[] decrypt(
      StepManifest manifest,
      int block,
      int candidates,
      RunKey runKey,
      CellShape shape,
      ShardContext context) {
    PaillierPrivateKey key = runKey.key(context);
    int width = key.publicKey().ciphertextBytes();
    int count = shape.ciphertexts(candidates);
    byte[] piece =
        context.exchange().fetchBytes(manifest, block, CellsMessage.maxLength(count, width));
    byte[] ciphertexts =
        PeerMessages.decode(manifest.step(), piece, b -> CellsMessage.decode(b, count, width))
            .ciphertexts();
    PairPacking packing = shape.packing();
    int cells = candidates * shape.cellsPerCandidate();
    long[] sums = new long[2 * candidates * shape.channels()];
    for (int i = 0; i < count; i++) {
      int first = i * shape.cellsPerCiphertext();
      int inside = Math.min(shape.cellsPerCiphertext(), cells - first);
      long[] pairs = pairs(manifest, key, ciphertexts, i, packing, inside * shape.pairsPerCell());
      for (int c = 0; c < inside; c++) {
        place(shape, first + c, pairs, 2 * c * shape.pairsPerCell(), sums);
      }
    }
    return sums;
  }

  private static long[] pairs(
      StepManifest manifest,
      PaillierPrivateKey key,
      byte[] ciphertexts,
      int index,
      PairPacking packing,
      int pairs) {
    try {
      return packing.decode(key.decrypt(ciphertexts, index), pairs);
    } catch (IllegalArgumentException e) {
      throw FederationException.peer(
          manifest.step().from(),
          "sent a sum at %s that does not decrypt to what %d rows can add up to",
          manifest.step(),
          packing.rows());
    }
  }

  /** Copies a cell's pairs to their channels. */
  private static void place(CellShape shape, int cell, long[] pairs, int at, long[] sums) {
    int candidate = cell / shape.cellsPerCandidate();
    int channel = cell % shape.cellsPerCandidate() * shape.pairsPerCell();
    int length = Math.min(shape.pairsPerCell(), shape.channels() - channel);
    int to = 2 * (candidate * shape.channels() + channel);
    System.arraycopy(pairs, at, sums, to, 2 * length);
  }

  @Override
  public void close() {
    blocks.release();
  }
}
