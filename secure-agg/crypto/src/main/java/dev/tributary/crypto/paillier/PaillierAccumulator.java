package dev.tributary.crypto.paillier;

import dev.tributary.crypto.random.SecureSource;

/**
 * Encrypted sums in one flat array: cell k is {@code cells[k * size .. (k + 1) * size)} in
 * Montgomery form, {@code size = key.ciphertextLongs()}. Adding allocates nothing.
 *
 * <p>A new cell is the trivial encryption of zero. Cells are deterministic functions of what was
 * added, so they leave their owner only through {@link #export} or {@link #exportPacked}, which
 * randomise. For one thread at a time.
 */
public final class PaillierAccumulator {
  private final PaillierPublicKey key;
  private final SquareRing ring;
  private final SquareRing.Scratch scratch;
  private final int size;
  private final long[] cells;

  /**
   * @param count cells, limited by one array: 29 million at 2048 bits
   */
  public PaillierAccumulator(PaillierPublicKey key, int count) {
    if (count < 0) {
      throw new IllegalArgumentException("count must not be negative. Provided value: " + count);
    }
    this.key = key;
    ring = key.ring();
    scratch = ring.scratch();
    size = ring.size();
    cells = new long[Math.multiplyExact(count, size)];
    for (int cell = 0; cell < count; cell++) {
      ring.one(cells, cell * size);
    }
  }

  /** The live array, for moving cells between tasks of one party; never for another party. */
  public long[] cells() {
    return cells;
  }

  /** {@code cell += ciphertexts[index]}, of {@link PaillierPublicKey#importCiphertexts}. */
  public void add(int cell, long[] ciphertexts, int index) {
    ring.multiply(cells, cell * size, ciphertexts, index * size, cells, cell * size, scratch);
  }

  /** {@code to += from}. */
  public void addCells(int to, int from) {
    ring.multiply(cells, to * size, cells, from * size, cells, to * size, scratch);
  }

  /** One cell for another party, randomised: {@link PaillierPublicKey#ciphertextBytes} bytes. */
  public byte[] export(int cell, PaillierRandomizer randomizer, SecureSource source) {
    return exportPacked(new int[] {cell}, 0, randomizer, source);
  }

  /**
   * Several cells in one ciphertext: the plaintext is {@code sum_i cell[chosen[i]] 2^(i * bits)}.
   *
   * @param chosen at least one cell, at most as many as a plaintext holds
   * @param bits distance of neighbours, such as {@code PairPacking.pairBits()}
   * @param source of fresh randomness for this reply alone
   */
  public byte[] exportPacked(
      int[] chosen, int bits, PaillierRandomizer randomizer, SecureSource source) {
    if (!randomizer.publicKey().modulus().equals(key.modulus())) {
      throw new IllegalArgumentException("randomizer must be of the accumulator's key");
    }
    long room = key.parameters().modulusBits() - 1L;
    if (chosen.length == 0 || bits < 0 || (long) chosen.length * bits > room) {
      throw new IllegalArgumentException(
          "cells must be at least one and fit "
              + room
              + " bits. Provided value: "
              + chosen.length
              + " cells of "
              + bits
              + " bits");
    }
    long[] packed = new long[size];
    System.arraycopy(cells, chosen[chosen.length - 1] * size, packed, 0, size);
    for (int i = chosen.length - 2; i >= 0; i--) {
      for (int bit = 0; bit < bits; bit++) {
        ring.multiply(packed, 0, packed, 0, packed, 0, scratch);
      }
      ring.multiply(packed, 0, cells, chosen[i] * size, packed, 0, scratch);
    }
    randomizer.randomize(packed, source, scratch);
    byte[] out = new byte[key.ciphertextBytes()];
    FixedWidth.write(ring.leave(packed, 0, scratch), out, 0, out.length);
    return out;
  }
}
