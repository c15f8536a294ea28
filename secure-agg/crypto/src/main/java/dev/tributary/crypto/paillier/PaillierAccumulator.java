package dev.tributary.crypto.paillier;

import dev.tributary.crypto.random.SecureSource;
import java.math.BigInteger;
import java.util.Arrays;

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
  private final int count;
  private final long[] cells;

  /**
   * @param count cells, limited by one array: 29 million at 2048 bits
   */
  public PaillierAccumulator(PaillierPublicKey key, int count) {
    if (count < 0) {
      throw new IllegalArgumentException("count must not be negative. Provided value: " + count);
    }
    this.key = key;
    this.count = count;
    ring = key.ring();
    scratch = ring.scratch();
    size = ring.size();
    cells = new long[Math.multiplyExact(count, size)];
    clear();
  }

  public PaillierPublicKey publicKey() {
    return key;
  }

  public int count() {
    return count;
  }

  /** The live array, for moving cells between tasks of one party; never for another party. */
  public long[] cells() {
    return cells;
  }

  /** Sets every cell to zero. */
  public void clear() {
    for (int cell = 0; cell < count; cell++) {
      ring.one(cells, cell * size);
    }
  }

  /** {@code cell += ciphertexts[index]}, of {@link PaillierPublicKey#importCiphertexts}. */
  public void add(int cell, long[] ciphertexts, int index) {
    ring.multiply(cells, cell * size, ciphertexts, index * size, cells, cell * size, scratch);
  }

  /** {@code to += from}. */
  public void addCells(int to, int from) {
    ring.multiply(cells, to * size, cells, from * size, cells, to * size, scratch);
  }

  /** Cell by cell; {@code that} has as many cells under the same key. */
  public void addAll(PaillierAccumulator that) {
    checkMatches(that);
    for (int o = 0; o < cells.length; o += size) {
      ring.multiply(cells, o, that.cells, o, cells, o, scratch);
    }
  }

  /**
   * Cell by cell, with one modular inversion for all (Montgomery's trick: the inverse of a product
   * gives those of its factors), so about four additions a cell.
   */
  public void subtractAll(PaillierAccumulator that) {
    checkMatches(that);
    if (count == 0) {
      return;
    }
    // prefix k = product of that cells 0 .. k; suffix = inverse of prefix k, going down.
    long[] prefix = that.cells.clone();
    for (int o = size; o < prefix.length; o += size) {
      ring.multiply(prefix, o, prefix, o - size, prefix, o, scratch);
    }
    long[] suffix = inverse(prefix, prefix.length - size);
    long[] factor = new long[size];
    for (int o = prefix.length - size; o > 0; o -= size) {
      ring.multiply(suffix, 0, prefix, o - size, factor, 0, scratch);
      ring.multiply(suffix, 0, that.cells, o, suffix, 0, scratch);
      ring.multiply(cells, o, factor, 0, cells, o, scratch);
    }
    ring.multiply(cells, 0, suffix, 0, cells, 0, scratch);
  }

  /** {@code cell = -cell}. */
  public void negate(int cell) {
    System.arraycopy(inverse(cells, cell * size), 0, cells, cell * size, size);
  }

  /** {@code cell = cell * 2^bits}: one squaring a bit. */
  public void shiftLeft(int cell, int bits) {
    if (bits < 0) {
      throw new IllegalArgumentException("bits must not be negative. Provided value: " + bits);
    }
    shift(cells, cell * size, bits);
  }

  /** {@code cell = cell * factor}, by squaring and multiplying; factor may be negative. */
  public void multiply(int cell, long factor) {
    if (factor == Long.MIN_VALUE) {
      throw new IllegalArgumentException("factor must be above -2^63. Provided value: " + factor);
    }
    int o = cell * size;
    long[] base = Arrays.copyOfRange(cells, o, o + size);
    if (factor < 0) {
      base = inverse(base, 0);
    }
    long magnitude = Math.abs(factor);
    ring.one(cells, o);
    for (int bit = Long.SIZE - Long.numberOfLeadingZeros(magnitude) - 1; bit >= 0; bit--) {
      ring.multiply(cells, o, cells, o, cells, o, scratch);
      if ((magnitude >>> bit & 1) != 0) {
        ring.multiply(cells, o, base, 0, cells, o, scratch);
      }
    }
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
      shift(packed, 0, bits);
      ring.multiply(packed, 0, cells, chosen[i] * size, packed, 0, scratch);
    }
    randomizer.randomize(packed, source, scratch);
    byte[] out = new byte[key.ciphertextBytes()];
    FixedWidth.write(ring.leave(packed, 0, scratch), out, 0, out.length);
    return out;
  }

  private void shift(long[] element, int o, int bits) {
    for (int i = 0; i < bits; i++) {
      ring.multiply(element, o, element, o, element, o, scratch);
    }
  }

  private long[] inverse(long[] element, int o) {
    BigInteger value = ring.leave(element, o, scratch);
    if (!value.gcd(key.modulus()).equals(BigInteger.ONE)) {
      throw new MalformedPaillierException("a ciphertext is not prime to the modulus");
    }
    long[] out = new long[size];
    ring.enter(value.modInverse(ring.modulus()), out, 0, scratch);
    return out;
  }

  private void checkMatches(PaillierAccumulator that) {
    if (that.count != count || !that.key.modulus().equals(key.modulus())) {
      throw new IllegalArgumentException(
          "accumulators must have the same key and cells. Provided value: "
              + that.count
              + " cells against "
              + count);
    }
  }
}
