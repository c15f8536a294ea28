package dev.tributary.fl.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.SimulatedParty;
import dev.tributary.fl.jobs.file.SparkSection;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.fl.jobs.submit.Child;
import dev.tributary.fl.jobs.submit.Installation;
import dev.tributary.fl.simulate.LabJar;
import dev.tributary.fl.simulate.Link;
import dev.tributary.fl.simulate.Simulation;
import dev.tributary.fl.simulate.campaign.CampaignGenerator;
import dev.tributary.fl.simulate.campaign.CampaignMain;
import dev.tributary.protocol.FederationException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures one workload without and with every cipher, one after the other. */
final class TreeBench {
  /** A cipher that is measured on a slice grows this many trees. */
  private static final int SLICE_TREES = 2;

  private final Installation installation;
  private final TreeWorkload workload;
  private final TreeSlice slice;
  private final Path work;
  private final PrintStream err;
  private Link link;

  /**
   * @param slice what slow ciphers are measured on
   * @param work data, logs and results
   * @param err where progress goes
   */
  TreeBench(
      Installation installation,
      TreeWorkload workload,
      TreeSlice slice,
      Path work,
      PrintStream err) {
    this.installation = installation;
    this.workload = workload;
    this.slice = slice;
    this.work = work;
    this.err = err;
  }

  /** Runs every cipher but the slow ones a second time over a network; returns this. */
  TreeBench over(Link network) {
    link = network;
    return this;
  }

  /** What is optional beside the ciphers. */
  enum Reference {
    TWIN,
    TWIN_AND_XGBOOST
  }

  TreeReport run(List<String> ciphers, Reference reference) {
    List<String> available = ciphers.stream().filter(this::isAvailable).toList();
    TreeReport report = new TreeReport(workload);
    Path data = work.resolve("data");
    generate(workload, data);
    if (reference == Reference.TWIN) {
      report.add(TreeReport.TWIN, twin(data, List.of()));
    } else {
      Path table = work.resolve("table");
      report.add(
          TreeReport.TWIN, twin(data, List.of("--table", table.toAbsolutePath().toString())));
      report.addTwinInMemory(JsonFile.read(twinResult()).path(TwinMain.IN_MEMORY).asDouble());
      new XgBoost(table, work.resolve(TreeReport.TWIN), err)
          .run(workload.trees(), workload.depth(), workload.bins(), TwinMain.THREADS)
          .ifPresent(measured -> report.addXgBoost(measured.secondsPerTree()));
    }
    for (String cipher : available) {
      if (workload.protection(cipher).measuredOnSlice()) {
        report.addSlice(
            cipher, slice, sliced(cipher, slice.rows()), sliced(cipher, slice.mostRows()));
      } else {
        report.add(cipher, federated(workload, cipher, data, work.resolve(cipher)));
        if (link != null) {
          report.add(cipher + TreeReport.OVER_LINK, overLink(cipher, data));
        }
      }
    }
    return report;
  }

  private TreeRun overLink(String cipher, Path data) {
    err.println("tributary bench: the same over " + link);
    return federated(workload, cipher, data, work.resolve(cipher + TreeReport.OVER_LINK), link);
  }

  private boolean isAvailable(String cipher) {
    try {
      workload.job(cipher);
      return true;
    } catch (FederationException e) {
      err.println("tributary bench: leaving out " + cipher + ": " + e.getMessage());
      return false;
    }
  }

  private TreeRun sliced(String cipher, long rows) {
    TreeWorkload part = workload.on(rows, slice.features(), SLICE_TREES);
    Path folder = work.resolve(cipher + "-" + rows);
    Path data = folder.resolve("data");
    generate(part, data);
    return federated(part, cipher, data, folder);
  }

  private void generate(TreeWorkload size, Path data) {
    err.println("tributary bench: making " + size.rows() + " rows, 40 + " + size.features());
    submit(
        "data",
        size,
        CampaignMain.class.getName(),
        List.of(
            "--out",
            data.toAbsolutePath().toString(),
            "--rows",
            String.valueOf(size.rows()),
            "--features",
            String.valueOf(size.features()),
            "--positive-rate",
            String.valueOf(size.positives()),
            "--overlap",
            "1"),
        data.resolve("log.txt"));
  }

  private Path twinResult() {
    return work.resolve(TreeReport.TWIN).resolve("result.json");
  }

  private TreeRun twin(Path data, List<String> more) {
    err.println("tributary bench: " + TreeReport.TWIN);
    Path folder = work.resolve(TreeReport.TWIN);
    Path result = twinResult();
    List<String> arguments = new ArrayList<>(more);
    arguments.addAll(List.of("--lender", table(data, CampaignGenerator.LENDER_TABLE)));
    arguments.addAll(List.of("--bureau", table(data, CampaignGenerator.BUREAU_TABLE)));
    arguments.addAll(List.of("--trees", String.valueOf(workload.trees())));
    arguments.addAll(List.of("--depth", String.valueOf(workload.depth())));
    arguments.addAll(List.of("--bins", String.valueOf(workload.bins())));
    arguments.addAll(List.of("--out", result.toAbsolutePath().toString()));
    try (PeakMemory memory = new PeakMemory()) {
      submit(
          TreeReport.TWIN,
          workload,
          TwinMain.class.getName(),
          arguments,
          folder.resolve("log.txt"));
      JsonNode measured = JsonFile.read(result);
      return new TreeRun(
          measured.path("seconds-per-tree").asDouble(),
          0,
          memory.megabytes(),
          JsonFile.numbers(measured.path("stages")));
    }
  }

  private TreeRun federated(TreeWorkload size, String cipher, Path data, Path out) {
    err.println(
        "tributary bench: " + cipher + " on " + size.rows() + " rows, 40 + " + size.features());
    return federated(size, cipher, data, out, null);
  }

  private TreeRun federated(TreeWorkload size, String cipher, Path data, Path out, Link network) {
    Map<String, SimulatedParty> parties = new LinkedHashMap<>();
    parties.put(
        TreeWorkload.LENDER,
        party(size, table(data, CampaignGenerator.LENDER_TABLE), TwinMain.LABEL));
    parties.put(
        TreeWorkload.BUREAU, party(size, table(data, CampaignGenerator.BUREAU_TABLE), null));
    JobFile job = size.job(cipher).simulatedBy(parties);
    try (PeakMemory memory = new PeakMemory()) {
      Simulation simulation = new Simulation(installation, job, out, err);
      if (network != null) {
        simulation.over(network);
      }
      int exit = simulation.run();
      if (exit != 0) {
        throw FederationException.resource(
            "the run with %s failed (exit code %d); its logs are in %s", cipher, exit, out);
      }
      JsonNode metrics = JsonFile.read(out.resolve(MetricsFile.NAME));
      return new TreeRun(
          metrics.path("timing").path("seconds-per-tree").asDouble(),
          metrics.path("traffic").path("training-bytes").asDouble() / size.trees(),
          memory.megabytes(),
          JsonFile.numbers(metrics.path("timing").path("stages")));
    }
  }

  private void submit(
      String name, TreeWorkload size, String main, List<String> arguments, Path log) {
    List<String> command = LabJar.command(installation, spark(size), List.of(), main, arguments);
    try (Child child = Child.start(name, command, log, err)) {
      int exit = child.await();
      if (exit != 0) {
        throw FederationException.resource(
            "%s failed (exit code %d); its log is %s", name, exit, log);
      }
    }
  }

  private static SimulatedParty party(TreeWorkload size, String table, String label) {
    return new SimulatedParty(
        TableSource.file("parquet", table, "id", label).typed(Map.of("id", "bigint")), spark(size));
  }

  /** Everybody may use all cores: the parties mostly take turns. */
  private static SparkSection spark(TreeWorkload size) {
    return new SparkSection("local[*]", Map.of("spark.driver.memory", size.memory()));
  }

  private static String table(Path data, String name) {
    return data.resolve(name).toAbsolutePath().toString();
  }
}
