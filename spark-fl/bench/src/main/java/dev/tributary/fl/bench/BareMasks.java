package dev.tributary.fl.bench;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Time of AES-256-CTR over the bytes of a vector, from memory to memory, and nothing else. */
final class BareMasks {
  private static final int STEP = 1 << 20;
  private static final int TIMES = 10;

  private BareMasks() {}

  /** CPU seconds of one mask of {@code words} 64-bit words, the mean of some. */
  static double seconds(int words) {
    byte[] vector = new byte[Math.multiplyExact(Long.BYTES, words)];
    byte[] masked = new byte[vector.length];
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      long nanos = 0;
      for (int time = -TIMES; time < TIMES; time++) {
        cipher.init(
            Cipher.ENCRYPT_MODE,
            new SecretKeySpec(new byte[32], "AES"),
            new IvParameterSpec(new byte[16]));
        long start = CpuTime.ofThread();
        for (int at = 0; at < vector.length; at += STEP) {
          cipher.update(vector, at, Math.min(vector.length - at, STEP), masked, at);
        }
        nanos += time < 0 ? 0 : CpuTime.ofThread() - start;
      }
      return nanos / 1e9 / TIMES;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
