package dev.tributary.crypto.paillier;

import dev.tributary.crypto.random.SystemSource;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Additions of ciphertexts a second on one core: histogram cells against BigInteger. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PaillierAdditionBenchmark {
  @Param({"2048", "3072"})
  private int modulusBits;

  private static final int CELLS = 1024;

  private BigInteger modulus;
  private BigInteger sum;
  private BigInteger summand;
  private PaillierAccumulator accumulator;
  private long[] ciphertexts;
  private int cell;

  @Setup
  public void setUp() {
    PaillierPrivateKey key =
        PaillierKeyGenerator.generate(PaillierParameters.of(modulusBits), new SystemSource());
    byte[] bytes =
        new PaillierEncryptor(key)
            .encrypt(List.of(BigInteger.TEN, BigInteger.TWO), new SystemSource());
    modulus = key.publicKey().ring().modulus();
    sum = key.publicKey().read(bytes, 0);
    summand = key.publicKey().read(bytes, 1);
    ciphertexts = key.publicKey().importCiphertexts(bytes);
    accumulator = new PaillierAccumulator(key.publicKey(), CELLS);
  }

  @Benchmark
  public BigInteger bigInteger() {
    sum = sum.multiply(summand).mod(modulus);
    return sum;
  }

  @Benchmark
  public long[] accumulator() {
    cell = (cell + 1) % CELLS;
    accumulator.add(cell, ciphertexts, 1);
    return accumulator.cells();
  }
}
