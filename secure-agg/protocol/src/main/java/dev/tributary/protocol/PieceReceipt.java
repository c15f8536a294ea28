package dev.tributary.protocol;

import java.io.Serializable;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What was put at one address: length and SHA-256 of the plaintext. Goes into the step manifest.
 */
public final class PieceReceipt implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int shard;
  private final long length;
  private final byte[] sha256;

  /**
   * @param shard shard number of the piece
   * @param length plaintext bytes
   * @param sha256 32 bytes, digest of the plaintext
   */
  public PieceReceipt(int shard, long length, byte[] sha256) {
    if (shard < 0 || shard >= MessageAddress.MAX_SHARDS || length < 0 || sha256.length != 32) {
      throw new IllegalArgumentException(
          "receipt must have a shard in range, a length of at least 0 and a digest of 32 bytes."
              + " Provided value: "
              + shard
              + ", "
              + length
              + ", "
              + sha256.length);
    }
    this.shard = shard;
    this.length = length;
    this.sha256 = sha256.clone();
  }

  public int shard() {
    return shard;
  }

  public long length() {
    return length;
  }

  public byte[] sha256() {
    return sha256.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PieceReceipt that
        && shard == that.shard
        && length == that.length
        && MessageDigest.isEqual(sha256, that.sha256);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sha256) * 31 + shard;
  }

  @Override
  public String toString() {
    return "PieceReceipt[" + shard + ", " + length + ", " + HexFormat.of().formatHex(sha256) + "]";
  }
}
