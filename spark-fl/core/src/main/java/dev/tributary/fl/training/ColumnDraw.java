package dev.tributary.fl.training;

import java.util.Random;

/** Which columns take part in a round where all parties know each other's and draw alike. */
public final class ColumnDraw {
  private ColumnDraw() {}

  /**
   * Draws {@code max(1, round(share * columns))} of them, every subset as likely as any other.
   *
   * @param columns how many there are
   * @param share in (0, 1]
   * @param seed of the job; known to all, so this hides nothing
   * @param round from 0
   */
  public static boolean[] of(int columns, double share, long seed, int round) {
    boolean[] drawn = new boolean[columns];
    // An algorithm that Java specifies, so that all parties draw alike. The first draws of
    // neighbouring seeds of it are alike too, hence the mixing.
    Random random = new Random(mixed(seed * 1_000_003 + round));
    int left = (int) Math.max(1, Math.round(share * columns));
    for (int column = 0; column < columns; column++) {
      if (random.nextInt(columns - column) < left) {
        drawn[column] = true;
        left--;
      }
    }
    return drawn;
  }

  /** The finaliser of MurmurHash3 (Appleby, 2011): every bit depends on every other. */
  private static long mixed(long bits) {
    long h = bits;
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}
