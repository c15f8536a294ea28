package dev.tributary.crypto.lattice;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The two hot loops over words of Z_q. Implementations must give identical results; the one with
 * the highest {@link #speed} that works on this machine is chosen when the class is loaded.
 */
public interface WordKernels {
  /** Rank among the implementations at hand; negative if it cannot run here. */
  int speed();

  /**
   * {@code accumulator[to + i] += sum over k of source[from[k] + i]}, i in [0, length), k in [0,
   * count).
   */
  void addSlices(
      int[] accumulator, int to, int[] source, int[] from, int firstFrom, int count, int length);

  /**
   * {@code histogram[histogramFrom + bins[binsFrom + r] * columns + c] += words[r * columns + c]},
   * r in [0, rows), bins unsigned.
   */
  void histogram(
      byte[] bins,
      int binsFrom,
      int[] words,
      int rows,
      int columns,
      int[] histogram,
      int histogramFrom);

  /** The fastest implementation at hand. */
  static WordKernels best() {
    return Best.KERNELS;
  }

  /** Chooses once. */
  final class Best {
    private static final WordKernels KERNELS = choose();

    private Best() {}

    private static WordKernels choose() {
      WordKernels best = new PlainKernels();
      for (ServiceLoader.Provider<WordKernels> candidate : candidates()) {
        best = faster(best, candidate);
      }
      return best;
    }

    private static List<ServiceLoader.Provider<WordKernels>> candidates() {
      ClassLoader loader = WordKernels.class.getClassLoader();
      return ServiceLoader.load(WordKernels.class, loader).stream().toList();
    }

    private static WordKernels faster(
        WordKernels best, ServiceLoader.Provider<WordKernels> candidate) {
      try {
        WordKernels kernels = candidate.get();
        return kernels.speed() > best.speed() ? kernels : best;
      } catch (ServiceConfigurationError | NoClassDefFoundError e) {
        return best; // the incubator module is absent: the plain kernels give the same results
      }
    }
  }
}
