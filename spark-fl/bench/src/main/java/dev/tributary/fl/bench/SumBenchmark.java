package dev.tributary.fl.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Secure sums, one after the other in a process of its own, so that the masks run as they do at a
 * party: the process that reads commands has a small heap and no optimising compiler.
 *
 * <p>{@code --parties N,..}, {@code --words N,..}, {@code --lost SHARE,..}, {@code --json FILE}.
 */
public final class SumBenchmark {
  private SumBenchmark() {}

  /** Runs the benchmark; see the class. */
  public static void main(String[] arguments) throws IOException {
    int[] parties = {};
    int[] words = {};
    double[] lost = {};
    Path json = null;
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--parties" -> parties = integers(value);
        case "--words" -> words = integers(value);
        case "--lost" ->
            lost = Arrays.stream(value.split(",")).mapToDouble(Double::parseDouble).toArray();
        case "--json" -> json = Path.of(value);
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
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
    if (json != null) {
      JsonFile.write(json, Map.of("sums", results));
    }
  }

  private static int[] integers(String list) {
    return Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
  }
}
