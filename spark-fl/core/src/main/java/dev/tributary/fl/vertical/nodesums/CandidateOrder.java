package dev.tributary.fl.vertical.nodesums;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A matrix owner's secret numbering of its split candidates: within every block the natural numbers
 * of {@code SplitCandidate} are permuted, so that an id tells the vector owner neither the feature
 * nor the place among its thresholds. Drawn anew for every training.
 *
 * <p>The permutation is expanded from a 256-bit seed by AES-CTR under the block's number as nonce,
 * so that a task that is run again numbers alike. Print nothing of it; never send it.
 */
public final class CandidateOrder implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int SEED_BYTES = 32;

  private final CandidateLayout layout;
  private final byte[] seed;

  private CandidateOrder(CandidateLayout layout, byte[] seed) {
    this.layout = layout;
    this.seed = seed;
  }

  /** A fresh secret order. */
  public static CandidateOrder secret(CandidateLayout layout, SecureRandom random) {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    return new CandidateOrder(layout, seed);
  }

  /**
   * The order of owners of several matrices with the same candidates, who share a seed.
   *
   * @param seed 32 random bytes that nobody else has; copied
   */
  public static CandidateOrder shared(CandidateLayout layout, byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException(
          "seed must have " + SEED_BYTES + " bytes. Provided value: " + seed.length + " bytes");
    }
    return new CandidateOrder(layout, seed.clone());
  }

  /** Ids in natural order: for the label party's own features, and for tests of equal ties. */
  public static CandidateOrder natural(CandidateLayout layout) {
    return new CandidateOrder(layout, null);
  }

  public CandidateLayout layout() {
    return layout;
  }

  /**
   * The id within the block of each natural candidate number.
   *
   * @return a permutation of {@code 0 .. layout().size(block) - 1}
   */
  public int[] localIds(int block) {
    int n = layout.size(block);
    int[] ids = new int[n];
    for (int i = 0; i < n; i++) {
      ids[i] = i;
    }
    if (seed != null) {
      shuffle(ids, stream(block, n));
    }
    return ids;
  }

  /** The natural number of each id within the block: the inverse of {@link #localIds}. */
  public int[] naturalNumbers(int block) {
    int[] ids = localIds(block);
    int[] numbers = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      numbers[ids[i]] = i;
    }
    return numbers;
  }

  @Override
  public String toString() {
    return "CandidateOrder[" + layout.total() + " candidates]";
  }

  /** Fisher-Yates; 64-bit draws reduced by multiplication, bias below n / 2^63. */
  private static void shuffle(int[] ids, ByteBuffer stream) {
    for (int i = ids.length - 1; i > 0; i--) {
      long draw = stream.getLong() >>> 1;
      int j = (int) Math.multiplyHigh(draw, 2L * (i + 1));
      int swap = ids[i];
      ids[i] = ids[j];
      ids[j] = swap;
    }
  }

  private ByteBuffer stream(int block, int n) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      byte[] nonce = ByteBuffer.allocate(16).putInt(block).array();
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(seed, "AES"), new IvParameterSpec(nonce));
      return ByteBuffer.wrap(cipher.doFinal(new byte[8 * n + 8]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
