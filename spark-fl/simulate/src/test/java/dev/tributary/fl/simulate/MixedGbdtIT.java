package dev.tributary.fl.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.spark.vertical.VerticalGBTClassificationModel;
import dev.tributary.fl.spark.vertical.VerticalGBTFeatureModel;
import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two banks with different customers, each with a bureau of its own or both with one, every party a
 * process of its own. Needs what {@link SimulateIT} needs.
 */
class MixedGbdtIT {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Path DATA =
      Path.of(System.getProperty("tributary.data", ROOT.resolve("../shared/data").toString()));
  private static final Path NORTH = DATA.resolve("default_credit_homo_guest.csv");
  private static final Path SOUTH = DATA.resolve("default_credit_homo_host_1.csv");

  @TempDir private Path folder;

  private record Run(int exit, String err, Path out) {
    Path of(String party) {
      return party.equals("north") ? out : out.resolve(party);
    }

    JsonNode metrics(String party) throws IOException {
      return new ObjectMapper().readTree(of(party).resolve("metrics.json").toFile());
    }

    String log(String party) throws IOException {
      return Files.readString(out.resolve(party).resolve("log.txt"));
    }
  }

  private static String columns(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(c -> "x" + c)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String bank(String name, Path table) {
    return "  %s: {data: {path: %s, id: id, label: y, columns: %s}}\n"
        .formatted(name, table, columns(0, 13));
  }

  private static String bureau(String name, Path table, int to) {
    return "  %s: {data: {path: %s, id: id, columns: %s}}\n"
        .formatted(name, table, columns(13, to));
  }

  private Run simulate(String parties, String train, String simulate) {
    String job =
        "job: mixed\nparties: {north: {role: label}, south: {role: label}, "
            + parties
            + "}\nconsent: two-party-sum\ndeadlines: {start: 3m, step: 5m}\n"
            + "evaluate: {top-fractions: [0.1]}\nsplit: {test: \"cast(id as int) % 5 = 0\"}\n"
            + "train: {algorithm: mixed-gbdt, "
            + train
            + "}\nsimulate:\n"
            + simulate;
    Path out = folder.resolve("out");
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
    int exit =
        new Simulation(BuiltInstallation.get(), Algorithms.parse(job, "job"), out, err).run();
    return new Run(exit, told.toString(StandardCharsets.UTF_8), out);
  }

  @Test
  void twoBanksWithBureausOfTheirOwnGrowOneModel() throws IOException {
    assumeThat(DATA).isDirectory();
    Run run =
        simulate(
            "north-bureau: {role: feature, with: [north]},"
                + " south-bureau: {role: feature, with: [south]}",
            "trees: 20, depth: 3, learning-rate: 0.2",
            bank("north", NORTH)
                + bank("south", SOUTH)
                + bureau("north-bureau", NORTH, 23)
                + bureau("south-bureau", SOUTH, 23));

    assertThat(run.exit()).as(run.err()).isZero();
    SparkForTests.session();
    List<Tree> north = trees(run, "north");
    List<Tree> south = trees(run, "south");
    assertSame(north, south);
    assertThat(rules(run, "north-bureau")).isEqualTo(rules(run, "south-bureau"));
    for (String bank : List.of("north", "south")) {
      JsonNode metrics = run.metrics(bank);
      double solo = metrics.at("/solo/test/auc").asDouble();
      double group = metrics.at("/group/test/auc").asDouble();
      double joint = metrics.at("/joint/test/auc").asDouble();
      System.out.printf("%s: solo %.4f, group %.4f, joint %.4f%n", bank, solo, group, joint);
      assertThat(joint).isGreaterThan(0.76).isGreaterThan(solo + 0.02);
      assertThat(group).isGreaterThan(solo + 0.02);
      assertThat(metrics.at("/uplift-over-group/auc").isNumber()).isTrue();
      assertThat(metrics.at("/sums/sums").asInt()).isGreaterThan(20 * 3);
      checkResults(run, bank);
    }
    assertThat(run.of("north-bureau").resolve("report.html"))
        .content()
        .contains("hold the same columns", "What was given");
    assertThat(run.log("south-bureau")).contains("bitmaps given");
  }

  private static void checkResults(Run run, String bank) {
    Dataset<Row> predictions =
        SparkForTests.session().read().parquet(run.of(bank).resolve("predictions").toString());
    assertThat(predictions.count()).isEqualTo(8000);
    assertThat(predictions.columns())
        .containsExactly("id", "matched", "score", "solo_score", "label", "split");
    assertThat(run.of(bank).resolve("report.html"))
        .content()
        .contains("What columns and people were worth", "Your group alone against joint")
        .contains("with the people of the other label parties too");
  }

  /** One bureau has columns about the customers of both. */
  @Test
  void twoBanksWithOneBureauGrowOneModel() throws IOException {
    assumeThat(DATA).isDirectory();
    List<String> all = Files.readAllLines(NORTH);
    all.addAll(Files.readAllLines(SOUTH).stream().skip(1).toList());
    Path both = Files.write(folder.resolve("both.csv"), all);
    Run run =
        simulate(
            "bureau: {role: feature, with: [north, south]}",
            "trees: 5, depth: 3",
            bank("north", NORTH) + bank("south", SOUTH) + bureau("bureau", both, 23));

    assertThat(run.exit()).as(run.err()).isZero();
    SparkForTests.session();
    assertSame(trees(run, "north"), trees(run, "south"));
    assertThat(rules(run, "bureau")).isNotEmpty();
    assertThat(run.metrics("bureau").at("/rows/matched").asInt()).isEqualTo(16_000);
  }

  @Test
  void bureausWithDifferentColumnsNameTheFirst() throws IOException {
    assumeThat(DATA).isDirectory();
    Run run =
        simulate(
            "north-bureau: {role: feature, with: [north]},"
                + " south-bureau: {role: feature, with: [south]}",
            "trees: 2",
            bank("north", NORTH)
                + bank("south", SOUTH)
                + bureau("north-bureau", NORTH, 23)
                + bureau("south-bureau", SOUTH, 22));

    assertThat(run.exit()).as(run.err()).isNotZero();
    assertThat(run.log("south-bureau") + run.log("north-bureau"))
        .contains("column 'x22' is missing");
    assertThat(run.out().resolve("metrics.json")).doesNotExist();
  }

  private static List<Tree> trees(Run run, String bank) {
    return VerticalGBTClassificationModel.load(run.of(bank).resolve("model").toString())
        .labelModel()
        .trees();
  }

  private static List<String> rules(Run run, String bureau) {
    return VerticalGBTFeatureModel.load(run.of(bureau).resolve("model").toString())
        .featureModel()
        .splits()
        .stream()
        .map(Object::toString)
        .toList();
  }

  /** All but the names of the keepers. */
  private static void assertSame(List<Tree> one, List<Tree> other) {
    assertThat(one).hasSameSizeAs(other);
    for (int t = 0; t < one.size(); t++) {
      List<TreeNode> nodes = one.get(t).nodes();
      List<TreeNode> others = other.get(t).nodes();
      assertThat(nodes).hasSameSizeAs(others);
      for (int i = 0; i < nodes.size(); i++) {
        assertThat(nodes.get(i).rule()).isEqualTo(others.get(i).rule());
        assertThat(nodes.get(i).split()).isEqualTo(others.get(i).split());
        assertThat(nodes.get(i).weight()).isEqualTo(others.get(i).weight());
      }
    }
  }
}
