package dev.tributary.crypto.paillier;

import dev.tributary.crypto.random.SecureSource;
import dev.tributary.crypto.random.SystemSource;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Encryptions, imports, exports and decryptions a second on one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PaillierEncryptionBenchmark {
  private static final int IMPORTED = 1000;

  @Param({"2048", "3072"})
  private int modulusBits;

  private final SecureSource source = new SystemSource();
  private final BigInteger plaintext = BigInteger.ONE.shiftLeft(99).negate();
  private PaillierPrivateKey key;
  private PaillierEncryptor encryptor;
  private PaillierRandomizer randomizer;
  private PaillierAccumulator accumulator;
  private byte[] ciphertext;
  private byte[] imported;

  @Setup
  public void setUp() {
    key = PaillierKeyGenerator.generate(PaillierParameters.of(modulusBits), source);
    encryptor = new PaillierEncryptor(key);
    randomizer = new PaillierRandomizer(RandomBases.draw(key.publicKey(), source));
    ciphertext = encryptor.encrypt(List.of(plaintext), source);
    imported = encryptor.encrypt(Collections.nCopies(IMPORTED, plaintext), source);
    accumulator = new PaillierAccumulator(key.publicKey(), 1);
  }

  @Benchmark
  public byte[] encrypt() {
    encryptor.encrypt(plaintext, source, ciphertext, 0);
    return ciphertext;
  }

  @Benchmark
  public BigInteger decrypt() {
    return key.decrypt(ciphertext, 0);
  }

  @Benchmark
  public byte[] randomizedExport() {
    return accumulator.export(0, randomizer, source);
  }

  @Benchmark
  @OperationsPerInvocation(IMPORTED)
  public long[] importCiphertext() {
    return key.publicKey().importCiphertexts(imported);
  }
}
