package dev.tributary.fl.bench;

import dev.tributary.fl.vertical.cipher.Ciphers;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code bench trees} found. Names of runs: {@value #TWIN}, then ciphers. */
final class TreeReport {
  static final String TWIN = "plaintext";

  /** The twin's kernels on the same bins, without Spark. */
  static final String TWIN_IN_MEMORY = TWIN + "-in-memory";

  /** Ends the name of a cipher that ran over a slow network. */
  static final String OVER_LINK = "-over-link";

  /** What other ciphers are compared with. */
  private static final String REFERENCE = Ciphers.DEFAULT.name();

  private static final String LAYOUT = "layout";
  private static final String TRAIN = "train joint";

  private final TreeWorkload workload;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final Map<String, Double> bytes = new LinkedHashMap<>();
  private final Map<String, Map<String, Double>> stages = new LinkedHashMap<>();
  private final Map<String, Map<String, Long>> memory = new LinkedHashMap<>();
  private final Map<String, List<Double>> sliceSeconds = new LinkedHashMap<>();
  private TreeSlice slice;
  private double xgboost = Double.NaN;

  TreeReport(TreeWorkload workload) {
    this.workload = workload;
  }

  void add(String name, TreeRun run) {
    seconds.put(name, run.secondsPerTree());
    if (run.bytesPerTree() > 0) {
      bytes.put(name, run.bytesPerTree());
    }
    stages.put(name, run.stages());
    memory.put(name, run.peakMegabytes());
  }

  /** Adds a cipher measured on a slice and on its longer one; no cost if that says nothing. */
  void addSlice(String name, TreeSlice measured, TreeRun few, TreeRun many) {
    slice = measured;
    double scaled = measured.scale(few.secondsPerTree(), many.secondsPerTree(), workload);
    if (Double.isFinite(scaled)) {
      seconds.put(name, scaled);
    }
    double scaledBytes = measured.scale(few.bytesPerTree(), many.bytesPerTree(), workload);
    if (Double.isFinite(scaledBytes)) {
      bytes.put(name, scaledBytes);
    }
    sliceSeconds.put(name, List.of(few.secondsPerTree(), many.secondsPerTree()));
    stages.put(name, many.stages());
    memory.put(name, many.peakMegabytes());
  }

  void addTwinInMemory(double secondsPerTree) {
    seconds.put(TWIN_IN_MEMORY, secondsPerTree);
  }

  void addXgBoost(double secondsPerTree) {
    xgboost = secondsPerTree;
  }

  TreeWorkload workload() {
    return workload;
  }

  double secondsPerTree(String name) {
    return seconds.get(name);
  }

  double bytesPerTree(String name) {
    return bytes.get(name);
  }

  /** From the laid out table to the first gradient, the layout itself included. */
  double setUpSeconds(String name) {
    Map<String, Double> spent = stages.get(name);
    return spent.get(LAYOUT) + spent.get(TRAIN) - workload.trees() * seconds.get(name);
  }

  /** The result as the command line's contract has it, and what else was measured. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", workload.rows());
    json.put("features", workload.features());
    json.put("own-features", TwinMain.OWN_FEATURES);
    json.put("trees", workload.trees());
    json.put("depth", workload.depth());
    json.put("bins", workload.bins());
    json.put("seconds-per-tree", seconds);
    if (slice != null) {
      // Named for the first that was slow; the slice is that of all slow ciphers.
      json.put(
          "paillier-measured-on", Map.of("rows", slice.mostRows(), "features", slice.features()));
      json.put("paillier-slice-rows", List.of(slice.rows(), slice.mostRows()));
      sliceSeconds.forEach((name, cost) -> json.put(name + "-slice-seconds-per-tree", cost));
    }
    json.put("bytes-per-tree", bytes);
    json.put("peak-rss-mb", peaks());
    if (seconds.containsKey(REFERENCE)) {
      json.put("set-up-seconds", setUpSeconds(REFERENCE));
    }
    json.put("stages", stages);
    json.put("ratios", ratios());
    if (!Double.isNaN(xgboost)) {
      json.put("xgboost-seconds-per-tree", xgboost);
    }
    return json;
  }

  /** Of the twin and of the parties in the run on the whole workload. */
  private Map<String, Long> peaks() {
    Map<String, Long> peaks = new LinkedHashMap<>(memory.getOrDefault(TWIN, Map.of()));
    Stream.concat(Stream.of(REFERENCE), sliceSeconds.keySet().stream())
        .filter(memory::containsKey)
        .findFirst()
        .ifPresent(name -> peaks.putAll(memory.get(name)));
    return peaks;
  }

  private Map<String, Double> ratios() {
    Map<String, Double> ratios = new LinkedHashMap<>();
    seconds.forEach(
        (name, cost) -> {
          if (!name.equals(TWIN)) {
            ratios.put(name + "/" + TWIN, cost / seconds.get(TWIN));
          }
        });
    for (String name : sliceSeconds.keySet()) {
      if (seconds.containsKey(REFERENCE) && seconds.containsKey(name)) {
        ratios.put(name + "/" + REFERENCE, seconds.get(name) / seconds.get(REFERENCE));
      }
    }
    if (!Double.isNaN(xgboost)) {
      seconds.forEach((name, cost) -> ratios.put(name + "/xgboost", cost / xgboost));
    }
    return ratios;
  }

  void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%n%,d rows x (%d + %,d), depth %d, %d bins, %d trees, %d cores%n",
        workload.rows(),
        TwinMain.OWN_FEATURES,
        workload.features(),
        workload.depth(),
        workload.bins(),
        workload.trees(),
        Runtime.getRuntime().availableProcessors());
    out.printf("%-20s %12s %14s%n", "", "s per tree", "MB per tree");
    seconds.forEach(
        (name, cost) ->
            out.printf(
                Locale.ROOT,
                "%-20s %12.3f %14s%s%n",
                name,
                cost,
                bytes.containsKey(name)
                    ? String.format(Locale.ROOT, "%.2f", bytes.get(name) / 1e6)
                    : "-",
                sliceSeconds.containsKey(name) ? scaled() : ""));
    sliceSeconds.forEach(
        (name, cost) -> {
          if (!seconds.containsKey(name)) {
            out.println(
                name
                    + ": no figure; its slices took "
                    + cost
                    + " s per tree, which does not grow with rows: repeat on an idle machine");
          }
        });
    if (!Double.isNaN(xgboost)) {
      out.printf(Locale.ROOT, "%-20s %12.3f %14s%n", "xgboost", xgboost, "-");
    }
    if (seconds.containsKey(REFERENCE)) {
      out.printf(
          Locale.ROOT,
          "%s set-up %.1f s, alignment excluded%n",
          REFERENCE,
          setUpSeconds(REFERENCE));
    }
    ratios().forEach((name, ratio) -> out.printf(Locale.ROOT, "%-32s %10.2f x%n", name, ratio));
    peaks().forEach((name, peak) -> out.printf("peak memory %-12s %,8d MB%n", name, peak));
    stages.forEach((name, spent) -> out.println("stages " + name + ": " + stageLine(spent)));
  }

  private String scaled() {
    return String.format(
        "  (measured at %d and %d x %d, scaled linearly%s)",
        slice.rows(),
        slice.mostRows(),
        slice.features(),
        slice.features() < workload.features() ? ": an upper bound" : "");
  }

  private static String stageLine(Map<String, Double> spent) {
    List<String> parts = new ArrayList<>();
    spent.forEach((stage, s) -> parts.add(String.format(Locale.ROOT, "%s %.1f s", stage, s)));
    return String.join(", ", parts);
  }
}
