package dev.tributary.fl.simulate;

import static dev.tributary.fl.simulate.SimulatedRun.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.spark.vertical.VerticalGBTClassificationModel;
import dev.tributary.fl.spark.vertical.VerticalGBTFeatureModel;
import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two banks with different customers, each with a bureau of its own or both with one, all {@link
 * PartyThreads}. Needs what {@link SimulatedRun} needs.
 */
class MixedGbdtIT {
  private final Path north = SimulatedRun.data().resolve("default_credit_homo_guest.csv");
  private final Path south = SimulatedRun.data().resolve("default_credit_homo_host_1.csv");

  @TempDir private Path folder;

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

  private static String job(String parties, String train, String simulate) {
    return "job: mixed\nparties: {north: {role: label}, south: {role: label}, "
        + parties
        + "}\nconsent: two-party-sum\ndeadlines: {start: 3m, step: 5m}\n"
        + "evaluate: {top-fractions: [0.1]}\nsplit: {test: \"cast(id as int) % 5 = 0\"}\n"
        + "train: {algorithm: mixed-gbdt, "
        + train
        + "}\nsimulate:\n"
        + simulate;
  }

  private SimulatedRun simulate(String parties, String train, String simulate) {
    return SimulatedRun.threads(job(parties, train, simulate), folder.resolve("out"));
  }

  @Test
  void twoBanksWithBureausOfTheirOwnGrowOneModel() throws IOException {
    SimulatedRun run =
        simulate(
            "north-bureau: {role: feature, with: [north]},"
                + " south-bureau: {role: feature, with: [south]}",
            "trees: 8, depth: 3, learning-rate: 0.4",
            bank("north", north)
                + bank("south", south)
                + bureau("north-bureau", north, 23)
                + bureau("south-bureau", south, 23));

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
      assertThat(metrics.at("/sums/sums").asInt()).isGreaterThan(8 * 3);
      checkResults(run, bank);
    }
    checkPooled(run);
    assertThat(run.of("north-bureau").resolve("report.html"))
        .content()
        .contains("hold the same columns", "What was given");
    assertThat(run.log("south-bureau")).contains("bitmaps given");
    // The training of the group alone keeps nothing of what it was given.
    JsonNode bitmaps = run.metrics("north-bureau").at("/bitmaps");
    assertThat(bitmaps.get("kept").asInt()).isEqualTo(rules(run, "north-bureau").size());
    assertThat(bitmaps.get("given").asInt()).isGreaterThan(bitmaps.get("kept").asInt());
  }

  /** The AUC of both banks' test rows together is within what the bins leave open. */
  private static void checkPooled(SimulatedRun run) throws IOException {
    Dataset<Row> both = run.predictions("north").union(run.predictions("south"));
    double auc =
        new BinaryClassificationEvaluator()
            .setRawPredictionCol("score")
            .setLabelCol("label")
            .evaluate(
                both.filter("split = 'test'")
                    .withColumn("label", both.col("label").cast("double")));
    JsonNode pooled = run.metrics("north").get("pooled");
    assertThat(pooled).isEqualTo(run.metrics("south").get("pooled"));
    assertThat(pooled.get("split").asText()).isEqualTo("test");
    assertThat(pooled.get("rows").asLong()).isEqualTo(both.filter("split = 'test'").count());
    assertThat(pooled.get("auc").asDouble()).isCloseTo(auc, within(1e-3));
    assertThat(auc)
        .isBetween(
            pooled.at("/bounds/auc/least").asDouble() - 1e-12,
            pooled.at("/bounds/auc/most").asDouble() + 1e-12);
  }

  private static void checkResults(SimulatedRun run, String bank) {
    Dataset<Row> predictions = run.predictions(bank);
    assertThat(predictions.count()).isEqualTo(8000);
    assertThat(predictions.columns())
        .containsExactly("id", "matched", "score", "solo_score", "label", "split");
    assertThat(run.of(bank).resolve("report.html"))
        .content()
        .contains("What columns and people were worth", "Your group alone against joint")
        .contains(
            "Joint model on the rows of all label parties", "rows of north, south, split: test")
        .contains("with the people of the other label parties too");
  }

  /** One bureau has columns about the customers of both, and one part of the model for both. */
  @Test
  void twoBanksWithOneBureauGrowOneModelAndScoreWithIt() throws IOException {
    List<String> few = Files.readAllLines(north).subList(0, 1 + 2000);
    List<String> others = Files.readAllLines(south).subList(0, 1 + 2000);
    Path ofNorth = Files.write(folder.resolve("north.csv"), few);
    Path ofSouth = Files.write(folder.resolve("south.csv"), others);
    List<String> all = new ArrayList<>(few);
    all.addAll(others.subList(1, others.size()));
    Path both = Files.write(folder.resolve("both.csv"), all);
    String job =
        job(
            "bureau: {role: feature, with: [north, south]}",
            "trees: 3, depth: 3, cipher: plain",
            bank("north", ofNorth) + bank("south", ofSouth) + bureau("bureau", both, 23));
    SimulatedRun run = SimulatedRun.threads(job, folder.resolve("out"));

    assertThat(run.exit()).as(run.err()).isZero();
    SparkForTests.session();
    assertSame(trees(run, "north"), trees(run, "south"));
    assertThat(rules(run, "bureau")).isNotEmpty();
    assertThat(run.metrics("bureau").at("/rows/matched").asInt()).isEqualTo(4000);

    SimulatedRun scored = SimulatedRun.scoringThreads(job, run.out(), folder.resolve("scored"));

    assertThat(scored.exit()).as(scored.err()).isZero();
    for (String bank : List.of("north", "south")) {
      Dataset<Row> then = run.predictions(bank).selectExpr("id", "score as s", "solo_score as a");
      Dataset<Row> now = scored.predictions(bank).join(then, "id");
      assertThat(now.count()).isEqualTo(2000);
      assertThat(now.filter("not matched or abs(score - s) + abs(solo_score - a) > 1e-12").count())
          .isZero();
      assertThat(now.filter("score != solo_score").count()).isPositive();
      assertThat(scored.metrics(bank).at("/judged/rows").asInt()).isEqualTo(2000);
    }
    assertThat(scored.metrics("bureau").at("/rows/matched").asInt()).isEqualTo(4000);
    assertThat(scored.metrics("bureau").at("/bitmaps/given").asInt())
        .isEqualTo(2 * rules(run, "bureau").size());
  }

  @Test
  void bureausWithDifferentColumnsNameTheFirst() throws IOException {
    SimulatedRun run =
        simulate(
            "north-bureau: {role: feature, with: [north]},"
                + " south-bureau: {role: feature, with: [south]}",
            "trees: 2",
            bank("north", north)
                + bank("south", south)
                + bureau("north-bureau", north, 23)
                + bureau("south-bureau", south, 22));

    assertThat(run.exit()).as(run.err()).isEqualTo(USER);
    for (String bank : List.of("north", "south")) {
      run.assertFailed(bank + "-bureau", USER, "column 'x22' is missing");
      assertThat(run.failure(bank)).contains("-bureau gave up: the parties have different columns");
    }
    assertThat(run.out().resolve("metrics.json")).doesNotExist();
  }

  private static List<Tree> trees(SimulatedRun run, String bank) {
    return VerticalGBTClassificationModel.load(run.of(bank).resolve("model").toString())
        .labelModel()
        .trees();
  }

  private static List<String> rules(SimulatedRun run, String bureau) {
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
