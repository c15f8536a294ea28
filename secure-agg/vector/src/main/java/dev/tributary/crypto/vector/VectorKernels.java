package dev.tributary.crypto.vector;

import dev.tributary.crypto.lattice.PlainKernels;
import dev.tributary.crypto.lattice.WordKernels;

/**
 * The lattice kernels over the Vector API of JDK 17, an incubator module that the JVM only has with
 * {@code --add-modules=jdk.incubator.vector}.
 *
 * <p>This class names no type of that module, so that it loads, and ranks itself last, where the
 * module is absent. It also ranks last in JVMs that would run vector operations as ordinary objects
 * (no C2 compiler), which is hundreds of times slower than plain loops. Thread-safe.
 */
public final class VectorKernels implements WordKernels {
  /** Up to so many columns the plain loop over rows is at least as fast. */
  private static final int NARROW = 3;

  private final WordKernels plain = new PlainKernels();
  private final int bits = usable() ? VectorWidth.bits() : 0;

  private static boolean usable() {
    // C2 alone turns vector operations into instructions: "interpreted mode", "emulated-client"
    // (C1 only) and other virtual machines and compilers are out.
    String mode = System.getProperty("java.vm.info", "");
    String version = System.getProperty("java.vm.version", "");
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        && mode.startsWith("mixed mode")
        && !mode.contains("emulated-client")
        && !version.contains("jvmci");
  }

  @Override
  public int speed() {
    return bits >= 128 ? bits : -1;
  }

  @Override
  public void addSlices(
      int[] accumulator, int to, int[] source, int[] from, int firstFrom, int count, int length) {
    SliceLanes.add(accumulator, to, source, from, firstFrom, count, length);
  }

  @Override
  public void pairs(byte[] first, byte[] second, int from, int width, char[] cells, int rows) {
    PairLanes.fill(first, second, from, width, cells, rows);
  }

  @Override
  public void histogram(
      char[] cells, int[] words, int wordsFrom, int rows, int columns, int[] histogram) {
    if (columns <= NARROW) {
      plain.histogram(cells, words, wordsFrom, rows, columns, histogram);
    } else {
      RowLanes.add(cells, words, wordsFrom, rows, columns, histogram);
    }
  }

  @Override
  public void addProducts(
      double[][] sums, double[][] tile, int[] factors, int firstFactor, int stride, int count) {
    ProductLanes.add(sums, tile, factors, firstFactor, stride, count);
  }

  @Override
  public String toString() {
    return "vector kernels of " + bits + " bits";
  }
}
