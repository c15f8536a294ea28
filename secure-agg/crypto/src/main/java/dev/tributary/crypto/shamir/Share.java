package dev.tributary.crypto.shamir;

import dev.tributary.crypto.random.SecretBytes;

/**
 * One party's share of a secret. Fewer than the threshold say nothing of it.
 *
 * @param index where the polynomials were evaluated, 1 to {@link ShamirSharing#MAX_PARTIES}
 * @param value {@link ShamirSharing#LENGTH} bytes
 */
public record Share(int index, SecretBytes value) {
  public Share {
    if (index < 1 || index > ShamirSharing.MAX_PARTIES) {
      throw new IllegalArgumentException(
          "index of a share must be 1 to "
              + ShamirSharing.MAX_PARTIES
              + ". Provided value: "
              + index);
    }
    if (value.length() != ShamirSharing.LENGTH) {
      throw new IllegalArgumentException(
          "a share must be "
              + ShamirSharing.LENGTH
              + " bytes. Provided value: "
              + value.length()
              + " bytes");
    }
  }
}
