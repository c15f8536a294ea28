package dev.tributary.crypto.paillier;

/**
 * Sizes of a key.
 *
 * <p>The randomness of its owner's encryption is {@code h^(n a)} for a fixed {@code h = -x^2} and a
 * short random a (Damgard, Jurik, Nielsen, "A generalization of Paillier's public-key system with
 * applications to electronic voting", 2010, section 4.2). Its hiding rests on factoring plus the
 * assumption that h to a short power cannot be told from h to a full one; the best known attacks on
 * a short exponent of e bits (Pollard's kangaroo) cost {@code 2^(e/2)}. Against the owner itself,
 * who has the factors, other parties draw theirs otherwise ({@link RandomBases}). A modulus of 2048
 * bits gives 112 bits of security, 3072 bits 128 and 4096 bits 152 (NIST SP 800-57 part 1); 2 bits
 * of exponent per bit of security are needed, and 4 are taken, since the margin costs one table
 * multiplication per byte only.
 *
 * @param modulusBits length of n
 * @param exponentBits length of the short exponents, a multiple of 8
 */
public record PaillierParameters(int modulusBits, int exponentBits) {
  /** 2048 bits, 112 bits of security. */
  public static final PaillierParameters DEFAULT = of(2048);

  /** Fixes the exponent by the modulus; anything but 2048, 3072 and 4096 is refused. */
  public PaillierParameters {
    int wanted = exponentBits(modulusBits);
    if (exponentBits != wanted) {
      throw new IllegalArgumentException(
          "exponentBits must be "
              + wanted
              + " for "
              + modulusBits
              + " bits. Provided value: "
              + exponentBits);
    }
  }

  /** The parameters of a modulus length: 2048, 3072 or 4096. */
  public static PaillierParameters of(int modulusBits) {
    return new PaillierParameters(modulusBits, exponentBits(modulusBits));
  }

  private static int exponentBits(int modulusBits) {
    return switch (modulusBits) {
      case 2048 -> 448;
      case 3072 -> 512;
      case 4096 -> 608;
      default ->
          throw new IllegalArgumentException(
              "modulusBits must be 2048, 3072 or 4096. Provided value: " + modulusBits);
    };
  }

  int modulusBytes() {
    return modulusBits / Byte.SIZE;
  }

  int exponentBytes() {
    return exponentBits / Byte.SIZE;
  }
}
