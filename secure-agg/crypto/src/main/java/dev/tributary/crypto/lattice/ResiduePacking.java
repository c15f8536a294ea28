package dev.tributary.crypto.lattice;

/**
 * Centred residues as 22-bit little-endian fields, the non-negative representative below the prime.
 * Rows 32 p .. 32 p + 31 belong to prime p, and after the last prime to the first again. Strict:
 * exact length, every field below its prime.
 */
final class ResiduePacking {
  private static final int BITS = PrimeField.BITS;

  private ResiduePacking() {}

  static byte[] pack(int[][] rows, LatticeSet set) {
    PrimeField[] fields = PrimeField.first(set.primes());
    byte[] bytes = new byte[length(rows)];
    long buffer = 0;
    int filled = 0;
    int at = 0;
    for (int i = 0; i < rows.length; i++) {
      int prime = fields[i / LatticeSet.GROUP % fields.length].prime;
      for (int residue : rows[i]) {
        int word = residue + (prime & residue >> 31);
        buffer |= (long) word << filled;
        for (filled += BITS; filled >= Byte.SIZE; filled -= Byte.SIZE, buffer >>>= Byte.SIZE) {
          bytes[at++] = (byte) buffer;
        }
      }
    }
    return bytes;
  }

  static void unpack(byte[] bytes, int[][] rows, LatticeSet set) {
    if (bytes.length != length(rows)) {
      throw new IllegalArgumentException(
          "a block of residues must be "
              + length(rows)
              + " bytes. Provided value: "
              + bytes.length);
    }
    PrimeField[] fields = PrimeField.first(set.primes());
    long buffer = 0;
    int filled = 0;
    int at = 0;
    for (int i = 0; i < rows.length; i++) {
      int prime = fields[i / LatticeSet.GROUP % fields.length].prime;
      int[] row = rows[i];
      for (int c = 0; c < row.length; c++) {
        for (; filled < BITS; filled += Byte.SIZE) {
          buffer |= (bytes[at++] & 0xffL) << filled;
        }
        int word = (int) buffer & ((1 << BITS) - 1);
        if (word >= prime) {
          throw new IllegalArgumentException(
              "a residue must be below " + prime + ". Provided value: " + word);
        }
        row[c] = word > prime / 2 ? word - prime : word;
        buffer >>>= BITS;
        filled -= BITS;
      }
    }
  }

  /** Every shape in use fills whole bytes: rows have a multiple of 4 residues. */
  private static int length(int[][] rows) {
    return Math.toIntExact((long) rows.length * rows[0].length * BITS / Byte.SIZE);
  }
}
