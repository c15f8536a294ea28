package dev.tributary.fl.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Three banks with the same columns and different customers, {@link PartyThreads}, that train
 * through the real aggregator. Needs what {@link SimulatedRun} needs.
 *
 * @param folder for tables and results
 */
record SimulatedBanks(Path folder) {
  static final List<String> PARTIES = List.of("north", "south", "west");

  private static final List<String> FILES =
      List.of(
          "default_credit_homo_guest.csv",
          "default_credit_homo_host_1.csv",
          "default_credit_homo_host_2.csv");

  SimulatedBanks {
    SimulatedRun.data();
  }

  /** Every third row of a file of real data, from one on. */
  List<Path> thirds(String file) throws IOException {
    List<String> lines = Files.readAllLines(SimulatedRun.data().resolve(file));
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

  /**
   * Runs a job.
   *
   * @param train what is below {@code train:}, and any lines more
   */
  SimulatedRun simulate(List<Path> tables, String train) {
    return simulate(tables, "label: y, missing: [none]", train);
  }

  /**
   * @param columns what is below {@code data:} beside path and id
   */
  SimulatedRun simulate(List<Path> tables, String columns, String train) {
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
    return SimulatedRun.threads(job.toString(), folder.resolve("out"));
  }

  /** A party's table, its lines changed. */
  Path table(int party, UnaryOperator<List<String>> change) throws IOException {
    List<String> lines =
        new ArrayList<>(Files.readAllLines(SimulatedRun.data().resolve(FILES.get(party))));
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
