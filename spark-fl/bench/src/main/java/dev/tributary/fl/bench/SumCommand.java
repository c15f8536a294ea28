package dev.tributary.fl.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tributary bench secagg}. */
@Command(
    name = "secagg",
    description = {
      "Secure sums of N parties in one process: bytes against the plain vectors, and time against"
          + " the bare masks that they need."
    },
    mixinStandardHelpOptions = true)
public final class SumCommand implements Callable<Integer> {
  @Option(
      names = "--parties",
      split = ",",
      defaultValue = "2,5,20",
      paramLabel = "N",
      description = "Numbers of parties (default: ${DEFAULT-VALUE})")
  private List<Integer> parties;

  @Option(
      names = "--words",
      split = ",",
      defaultValue = "1000000",
      paramLabel = "N",
      description = "Lengths of vectors in 64-bit words (default: ${DEFAULT-VALUE})")
  private List<Integer> words;

  @Option(
      names = "--lost",
      split = ",",
      defaultValue = "0,0.3",
      paramLabel = "SHARE",
      description = "Shares of the parties that drop out (default: ${DEFAULT-VALUE})")
  private List<Double> lost;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    List<Map<String, Object>> results = new ArrayList<>();
    for (int length : words) {
      for (int size : parties) {
        for (double share : lost) {
          int gone = (int) (share * size);
          if (gone > 0 || share == 0) {
            SumBench.Result result = new SumBench(size, length, gone).run();
            System.out.println(result.line());
            results.add(result.fields());
          }
        }
      }
    }
    json.write(Map.of("sums", results));
    return 0;
  }
}
