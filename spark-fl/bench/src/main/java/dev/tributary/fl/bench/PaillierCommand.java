package dev.tributary.fl.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tributary bench paillier}. */
@Command(
    name = "paillier",
    description = "Paillier's kernels per second and core, additions against BigInteger's.",
    mixinStandardHelpOptions = true)
public final class PaillierCommand implements Callable<Integer> {
  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    return new KernelBench("dev.tributary.crypto.paillier.Paillier.*Benchmark").run(json);
  }
}
