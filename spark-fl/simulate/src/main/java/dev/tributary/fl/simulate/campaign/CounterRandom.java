package dev.tributary.fl.simulate.campaign;

/**
 * Random numbers of one cell row, a function of (seed, stream, row) alone, so that data does not
 * depend on partitioning or retries. SplitMix64 (Steele, Lea and Flood 2014); the same bits on
 * every machine. For made-up data only: nothing here protects a secret.
 */
final class CounterRandom {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final double SQRT_3 = 1.7320508075688772;

  private long state;

  CounterRandom(long seed, long stream, long row) {
    state = mix(mix(mix(seed + GAMMA) ^ stream * 0xD1342543DE82EF95L) + row * GAMMA);
  }

  long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  double nextUniform() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in {@code 0 .. bound - 1}; bound far below 2^53. */
  int nextInt(int bound) {
    return (int) (nextUniform() * bound);
  }

  /**
   * Mean 0, variance 1, within 3.46: the sum of four 16-bit uniforms of one draw, whose
   * distribution function is within 0.01 of the normal one.
   */
  double nextNormal() {
    long bits = nextLong();
    long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
    return (sum - 2 * 65535.0) / 65536.0 * SQRT_3;
  }

  private static long mix(long z) {
    long a = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
    return b ^ b >>> 31;
  }
}
