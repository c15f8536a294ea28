package dev.tributary.crypto.lattice;

import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The hot loops of the lattice engine: words of Z_q at q = 2^32, and exact integers in doubles.
 *
 * <p>Implementations must give identical results, so parties and tasks may differ in theirs. The
 * one with the highest {@link #speed} that works in this JVM is chosen once, and named in the log.
 * The system property {@value #PROPERTY} = {@code plain} keeps to the plain kernels.
 */
public interface WordKernels {
  /** {@code plain} or {@code auto}, the default. */
  String PROPERTY = "tributary.lattice.kernels";

  /** Rank among the implementations at hand; negative if it cannot run here. */
  int speed();

  /**
   * {@code accumulator[to + i] += sum over k of source[from[k] + i]}, i in [0, length), k in [0,
   * count).
   */
  void addSlices(
      int[] accumulator, int to, int[] source, int[] from, int firstFrom, int count, int length);

  /**
   * {@code cells[r] = first[from + r] * width + second[from + r]}, r in [0, rows); bytes are
   * unsigned and every cell is below 2^16.
   */
  void pairs(byte[] first, byte[] second, int from, int width, char[] cells, int rows);

  /**
   * {@code histogram[cells[r] * columns + c] += words[wordsFrom + r * columns + c]}, r in [0,
   * rows).
   */
  void histogram(char[] cells, int[] words, int wordsFrom, int rows, int columns, int[] histogram);

  /**
   * {@code sums[g][c] += sum over j of factors[firstFactor + g * stride + j] * tile[j][c]}, j in
   * [0, count), for all g of {@code sums} and the 128 columns c. All values are integers and every
   * partial sum is below 2^53 in magnitude, so that the order of additions does not matter.
   */
  void addProducts(
      double[][] sums, double[][] tile, int[] factors, int firstFactor, int stride, int count);

  /** The fastest implementation at hand. */
  static WordKernels best() {
    return Best.KERNELS;
  }

  /** Chooses once. */
  final class Best {
    private static final System.Logger LOGGER = System.getLogger(WordKernels.class.getName());
    private static final WordKernels KERNELS = choose(System.getProperty(PROPERTY, "auto"));

    private Best() {}

    static WordKernels choose(String choice) {
      WordKernels best = new PlainKernels();
      if (choice.equals("auto")) {
        Iterator<WordKernels> candidates = load();
        for (WordKernels next = next(candidates); next != null; next = next(candidates)) {
          best = next.speed() > best.speed() ? next : best;
        }
      } else if (!choice.equals("plain")) {
        LOGGER.log(Level.WARNING, PROPERTY + " must be auto or plain. Provided value: " + choice);
      }
      LOGGER.log(Level.INFO, "Lattice engine: {0}", best);
      return best;
    }

    private static Iterator<WordKernels> load() {
      return ServiceLoader.load(WordKernels.class, WordKernels.class.getClassLoader()).iterator();
    }

    /** The next one that this JVM can load; null at the end. */
    private static WordKernels next(Iterator<WordKernels> candidates) {
      while (true) {
        try {
          return candidates.hasNext() ? candidates.next() : null;
        } catch (ServiceConfigurationError | LinkageError e) {
          LOGGER.log(Level.DEBUG, "Lattice kernels that do not load here are passed over", e);
        }
      }
    }
  }
}
