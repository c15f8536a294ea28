package dev.tributary.fl.vertical.tree;

import dev.tributary.protocol.PartyId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Which rows and columns a round draws; repeatable from the job's public seed. */
final class Sampling {
  private final TreeParameters parameters;

  Sampling(TreeParameters parameters) {
    this.parameters = parameters;
  }

  /** Each training row is drawn by itself with probability {@code row-sample}. */
  boolean[] rows(int round, int training) {
    boolean[] drawn = new boolean[training];
    if (parameters.rowSample() == 1) {
      Arrays.fill(drawn, true);
      return drawn;
    }
    SplittableRandom random = random(round, "rows");
    for (int row = 0; row < training; row++) {
      drawn[row] = random.nextDouble() < parameters.rowSample();
    }
    return drawn;
  }

  /** Draws {@code max(1, round(column-sample * features))} of a party's features. */
  boolean[] columns(int round, PartyId party, int features) {
    boolean[] drawn = new boolean[features];
    if (parameters.columnSample() == 1) {
      Arrays.fill(drawn, true);
      return drawn;
    }
    int left = (int) Math.max(1, Math.round(parameters.columnSample() * features));
    SplittableRandom random = random(round, "columns of " + party);
    for (int f = 0; f < features; f++) {
      if (random.nextInt(features - f) < left) {
        drawn[f] = true;
        left--;
      }
    }
    return drawn;
  }

  private SplittableRandom random(int round, String purpose) {
    CRC32 crc = new CRC32();
    crc.update(purpose.getBytes(StandardCharsets.UTF_8));
    SplittableRandom seeded = new SplittableRandom(parameters.seed());
    return new SplittableRandom(seeded.nextLong() ^ crc.getValue() << 32 ^ round);
  }
}
