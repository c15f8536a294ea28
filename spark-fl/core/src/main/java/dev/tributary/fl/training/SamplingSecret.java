package dev.tributary.fl.training;

import dev.tributary.crypto.random.KeyDerivation;
import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.StreamSource;
import dev.tributary.crypto.random.SystemSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a party draws rows and columns from. Nobody else may know it: whoever does tells from the
 * candidates of a round which column each belongs to, and which people a round left out.
 *
 * <p>A party that keeps its secret draws alike when it repeats a job; keys, masks and noise are
 * fresh in every run all the same. Prints nothing; never sent, never stored by this class.
 */
public final class SamplingSecret {
  /** Fewest bytes of a secret. */
  public static final int BYTES = 32;

  private final SecretBytes secret;

  private SamplingSecret(SecretBytes secret) {
    this.secret = secret;
  }

  /** A secret of one training. */
  public static SamplingSecret fresh() {
    return new SamplingSecret(SecretBytes.random(BYTES, new SystemSource()));
  }

  /**
   * A secret that the party keeps.
   *
   * @param secret at least {@value #BYTES} random bytes
   */
  public static SamplingSecret of(SecretBytes secret) {
    if (secret.length() < BYTES) {
      throw new IllegalArgumentException(
          "a sampling secret must have at least "
              + BYTES
              + " bytes. Provided value: "
              + secret.length()
              + " bytes");
    }
    return new SamplingSecret(secret);
  }

  /**
   * The secret for one job: draws of two jobs have nothing to do with each other.
   *
   * @param agreed hash of what the parties agreed on
   */
  public SamplingSecret forJob(String agreed) {
    return new SamplingSecret(derive(context("job", agreed.getBytes(StandardCharsets.UTF_8))));
  }

  /**
   * One round's draws for one purpose.
   *
   * @param seed of the job
   */
  public StreamSource stream(String purpose, long seed, int round) {
    byte[] which =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(seed).putInt(round).array();
    try (SecretBytes key = derive(context(purpose, which))) {
      return new StreamSource(key);
    }
  }

  private SecretBytes derive(byte[] context) {
    return KeyDerivation.derive(secret, new byte[0], context, StreamSource.SEED_BYTES);
  }

  private static byte[] context(String purpose, byte[] which) {
    byte[] name = ("tributary sampling " + purpose).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + name.length + which.length)
        .putInt(name.length)
        .put(name)
        .put(which)
        .array();
  }

  @Override
  public String toString() {
    return "SamplingSecret";
  }
}
