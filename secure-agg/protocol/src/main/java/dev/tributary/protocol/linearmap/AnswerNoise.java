package dev.tributary.protocol.linearmap;

import dev.tributary.crypto.lattice.NoiseBudget;
import dev.tributary.crypto.lattice.WordMatrix;
import java.io.Serializable;
import java.util.List;

/**
 * The flood of a block's answer to a lease: what sums over the same samples have in common, in
 * whichever column and block, and what every word has of its own. Together they have the planned
 * standard deviation, and root 2 of it at most where missing values go left.
 *
 * @param sources of the rows of the answer
 * @param parts of the flood of each channel of the lease
 * @param sharedSeed of {@link SecretSeeds#sharedFlood}: fresh for lease and message
 * @param ownSeed of {@link SecretSeeds#flood}: fresh for lease, block and message
 */
public record AnswerNoise(
    NoiseSources sources, List<NoiseBudget.Parts> parts, byte[] sharedSeed, byte[] ownSeed)
    implements Serializable {
  public AnswerNoise {
    parts = List.copyOf(parts);
  }

  void addTo(WordMatrix words) {
    Flood.addShared(words, sources, parts, sharedSeed);
    double[] own = parts.stream().mapToDouble(NoiseBudget.Parts::own).toArray();
    Flood.addTo(words, own, ownSeed);
  }

  @Override
  public String toString() {
    return "AnswerNoise[" + sources + "]";
  }
}
