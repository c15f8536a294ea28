package dev.tributary.crypto.vector;

import dev.tributary.crypto.lattice.WordKernels;

/** Prints which kernels a JVM chooses, and one of their results. */
final class KernelChoice {
  private KernelChoice() {}

  public static void main(String[] arguments) {
    int[] sum = {1};
    WordKernels.best().addSlices(sum, 0, new int[] {2, 3}, new int[] {0, 1}, 0, 2, 1);
    System.out.println(WordKernels.best() + ": " + sum[0]);
  }
}
