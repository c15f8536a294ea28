package dev.tributary.fl.simulate;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Three banks with the same columns and different customers, each a process of its own, that train
 * through the real aggregator. Needs what {@link SimulateIT} needs.
 *
 * @param folder for tables and results
 */
record SimulatedBanks(Path folder) {
  static final List<String> PARTIES = List.of("north", "south", "west");

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Path DATA =
      Path.of(System.getProperty("tributary.data", ROOT.resolve("../shared/data").toString()));
  private static final List<String> FILES =
      List.of(
          "default_credit_homo_guest.csv",
          "default_credit_homo_host_1.csv",
          "default_credit_homo_host_2.csv");

  SimulatedBanks {
    assumeThat(DATA).as("real data at %s (set -Dtributary.data)", DATA).isDirectory();
  }

  /** Every third row of a file of real data, from one on. */
  List<Path> thirds(String file) throws IOException {
    List<String> lines = Files.readAllLines(DATA.resolve(file));
    List<Path> tables = new ArrayList<>();
    for (int party = 0; party < 3; party++) {
      List<String> own = new ArrayList<>(List.of(lines.get(0)));
      for (int line = 1 + party; line < lines.size(); line += 3) {
        own.add(lines.get(line));
      }
      tables.add(Files.write(folder.resolve("third-" + party + ".csv"), own));
    }
    return tables;
  }

  /** What a run left. */
  record Run(int exit, String err, Path out) {
    /** Results of a party. */
    Path of(String party) {
      return party.equals("north") ? out : out.resolve(party);
    }

    JsonNode metrics(String party) throws IOException {
      return new ObjectMapper().readTree(of(party).resolve("metrics.json").toFile());
    }

    /** What a party tells its owner when it fails. */
    String failure(String party) throws IOException {
      return Files.readString(out.resolve(party).resolve("log.txt"))
          .lines()
          .filter(line -> line.startsWith("tributary: "))
          .findFirst()
          .orElse("none");
    }
  }

  /**
   * Runs a job.
   *
   * @param train what is below {@code train:}, and any lines more
   */
  Run simulate(List<Path> tables, String train) {
    return simulate(tables, "label: y, missing: [none]", train);
  }

  /**
   * @param columns what is below {@code data:} beside path and id
   */
  Run simulate(List<Path> tables, String columns, String train) {
    StringBuilder job = new StringBuilder("job: banks\nparties:\n");
    PARTIES.forEach(party -> job.append("  ").append(party).append(": {role: label}\n"));
    job.append("deadlines: {start: 3m, step: 5m}\n");
    job.append("evaluate: {top-fractions: [0.1]}\n");
    job.append("train: ").append(train).append("\nsimulate:\n");
    for (int p = 0; p < tables.size(); p++) {
      job.append(
          "  %s: {data: {path: %s, id: id, %s}}\n"
              .formatted(PARTIES.get(p), tables.get(p), columns));
    }
    Path out = folder.resolve("out");
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
    int exit =
        new Simulation(BuiltInstallation.get(), Algorithms.parse(job.toString(), "job"), out, err)
            .run();
    return new Run(exit, told.toString(StandardCharsets.UTF_8), out);
  }

  /** A party's table, its lines changed. */
  Path table(int party, UnaryOperator<List<String>> change) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(DATA.resolve(FILES.get(party))));
    return Files.write(folder.resolve(PARTIES.get(party) + ".csv"), change.apply(lines));
  }

  /** Columns from last to first. */
  static List<String> turned(List<String> lines) {
    return lines.stream()
        .map(
            line -> {
              List<String> cells = new ArrayList<>(List.of(line.split(",")));
              Collections.reverse(cells);
              return String.join(",", cells);
            })
        .toList();
  }
}
