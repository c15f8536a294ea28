package dev.tributary.fl.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tributary bench lattice}. */
@Command(
    name = "lattice",
    description =
        "The lattice kernels, plain Java against the Vector API, and a Paillier addition.",
    mixinStandardHelpOptions = true)
public final class LatticeCommand implements Callable<Integer> {
  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    return new KernelBench(
            "dev.tributary.crypto.lattice.LatticeBenchmark|PaillierAdditionBenchmark.accumulator")
        .run(json);
  }
}
