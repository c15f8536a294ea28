package dev.tributary.fl.mixed;

import dev.tributary.fl.horizontal.sum.WideWords;
import dev.tributary.fl.training.SumNoise;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Left sums of a level as the words of a secure sum: first, of every source, the variance of the
 * noise on gradients and on hessians, {@value #NOISE} words each, since the noise of independent
 * sums adds up squared; then of every source gradients and hessians of the candidates that take
 * part, {@code [kind][candidate][channel]}.
 *
 * @param active by source
 */
record LevelWords(List<CandidateSet> active, int channels) {
  /** Variances below 2^151, in units of the sums' fixed point. */
  private static final int NOISE = 4;

  private int first() {
    return 2 * NOISE * active.size();
  }

  private int entries(int source) {
    CandidateSet set = active.get(source);
    return Math.multiplyExact(set.count(0, set.candidates()), channels);
  }

  private int length() {
    int length = first();
    for (int source = 0; source < active.size(); source++) {
      length = Math.addExact(length, Math.multiplyExact(2, entries(source)));
    }
    return length;
  }

  /**
   * A party's vector.
   *
   * @param sums by source
   */
  long[] of(List<CandidateSums> sums) {
    long[] words = new long[length()];
    int at = first();
    for (int source = 0; source < active.size(); source++) {
      CandidateSums own = sums.get(source);
      put(own.noise().gradient(), words, 2 * source);
      put(own.noise().hessian(), words, 2 * source + 1);
      int hessians = entries(source);
      CandidateSet set = active.get(source);
      for (int id = set.next(0); id >= 0; id = set.next(id + 1)) {
        for (int channel = 0; channel < channels; channel++, at++) {
          words[at] = own.gradient(id, channel);
          words[at + hessians] = own.hessian(id, channel);
        }
      }
      at += hessians;
    }
    return words;
  }

  /** What a total stands for. */
  List<CandidateSums> sums(long[] total) {
    List<CandidateSums> sums = new ArrayList<>();
    int at = first();
    for (int source = 0; source < active.size(); source++) {
      CandidateSet set = active.get(source);
      long[] gradients = new long[Math.multiplyExact(set.candidates(), channels)];
      long[] hessians = new long[gradients.length];
      int entries = entries(source);
      for (int id = set.next(0); id >= 0; id = set.next(id + 1)) {
        System.arraycopy(total, at, gradients, id * channels, channels);
        System.arraycopy(total, at + entries, hessians, id * channels, channels);
        at += channels;
      }
      at += entries;
      SumNoise noise = new SumNoise(noise(total, 2 * source), noise(total, 2 * source + 1));
      sums.add(new CandidateSums(set.candidates(), channels, gradients, hessians, noise));
    }
    return sums;
  }

  private static void put(double deviation, long[] words, int number) {
    BigInteger variance =
        new BigDecimal(deviation).pow(2).setScale(0, RoundingMode.CEILING).toBigInteger();
    WideWords.put(variance, words, NOISE * number, NOISE);
  }

  private static double noise(long[] total, int number) {
    return Math.sqrt(WideWords.get(total, NOISE * number, NOISE).doubleValue());
  }
}
