package dev.tributary.fl.vertical.tree;

import dev.tributary.protocol.PartyId;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Draws that follow from the job's seed alone: what every party of the job can compute. */
record PublicDraws(TreeParameters parameters, PartyId party) implements Sampling {
  @Override
  public boolean[] rows(int round, int rows) {
    boolean[] drawn = new boolean[rows];
    SplittableRandom random = random(round, "rows");
    for (int row = 0; row < rows; row++) {
      drawn[row] = random.nextDouble() < parameters.rowSample();
    }
    return drawn;
  }

  @Override
  public boolean[] columns(int round, int features) {
    boolean[] drawn = new boolean[features];
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
