package dev.tributary.crypto.paillier;

import dev.tributary.crypto.random.SecureSource;
import java.math.BigInteger;
import java.util.List;

/**
 * The key owner's encryption, {@code c = (1 + m n) (h^n)^a mod n^2}, computed modulo p^2 and q^2
 * with tables of the powers of h^n and joined by the Chinese remainder theorem.
 *
 * <p>Building one takes about 0.1 s and 9 MB (2048 bits); it then serves one thread at a time, and
 * {@link #another} gives a second thread its own with the same tables. Ciphertexts of a re-run task
 * are equal byte for byte if its source is; a source must never serve two different batches.
 */
public final class PaillierEncryptor {
  private final PaillierPublicKey key;
  private final Half pHalf;
  private final Half qHalf;
  private final BigInteger pSquaredInverse;

  public PaillierEncryptor(PaillierPrivateKey privateKey) {
    key = privateKey.publicKey();
    pHalf = new Half(privateKey, privateKey.p());
    qHalf = new Half(privateKey, privateKey.q());
    pSquaredInverse = pHalf.modulus.modInverse(qHalf.modulus);
  }

  private PaillierEncryptor(PaillierEncryptor that) {
    key = that.key;
    pHalf = new Half(that.pHalf);
    qHalf = new Half(that.qHalf);
    pSquaredInverse = that.pSquaredInverse;
  }

  /** Shares the tables, has working memory of its own. */
  public PaillierEncryptor another() {
    return new PaillierEncryptor(this);
  }

  public PaillierPublicKey publicKey() {
    return key;
  }

  /**
   * @param plaintexts each in {@code (-n/2, n/2)}
   * @param source of fresh randomness for this batch alone
   * @return ciphertexts one after the other, {@link PaillierPublicKey#ciphertextBytes} each
   */
  public byte[] encrypt(List<BigInteger> plaintexts, SecureSource source) {
    int width = key.ciphertextBytes();
    byte[] out = new byte[Math.multiplyExact(plaintexts.size(), width)];
    int offset = 0;
    for (BigInteger plaintext : plaintexts) {
      encrypt(plaintext, source, out, offset);
      offset += width;
    }
    return out;
  }

  /** Writes one ciphertext to {@code out[offset .. offset + ciphertextBytes)}. */
  public void encrypt(BigInteger plaintext, SecureSource source, byte[] out, int offset) {
    key.residue(plaintext);
    byte[] exponent = source.bytes(key.parameters().exponentBytes());
    BigInteger shifted = BigInteger.ONE.add(plaintext.multiply(key.modulus()));
    BigInteger modP = pHalf.encrypt(shifted, exponent);
    BigInteger modQ = qHalf.encrypt(shifted, exponent);
    BigInteger lift = modQ.subtract(modP).multiply(pSquaredInverse).mod(qHalf.modulus);
    BigInteger c = modP.add(lift.multiply(pHalf.modulus));
    FixedWidth.write(c, out, offset, key.ciphertextBytes());
  }

  /** The same modulo the square of one prime. */
  private static final class Half {
    private final SquareRing ring;
    private final BigInteger modulus;
    private final FixedBase base;
    private final SquareRing.Scratch scratch;
    private final long[] element;

    private Half(PaillierPrivateKey key, BigInteger prime) {
      ring = new SquareRing(prime);
      modulus = ring.modulus();
      int exponentBytes = key.publicKey().parameters().exponentBytes();
      base = new FixedBase(ring, key.randomBase().mod(modulus), exponentBytes);
      scratch = ring.scratch();
      element = new long[ring.size()];
    }

    private Half(Half that) {
      ring = that.ring;
      modulus = that.modulus;
      base = that.base;
      scratch = ring.scratch();
      element = new long[ring.size()];
    }

    private BigInteger encrypt(BigInteger shifted, byte[] exponent) {
      ring.enter(shifted, element, 0, scratch);
      base.multiplyPower(exponent, 0, element, scratch);
      return ring.leave(element, 0, scratch);
    }
  }
}
