package dev.tributary.fl.spark.vertical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.horizontal.sum.MaskedSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumRules;
import dev.tributary.fl.mixed.Groups;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Role;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.spark.SharedData;
import dev.tributary.fl.spark.SparkForTests;
import dev.tributary.fl.spark.stage.LocalFederation;
import dev.tributary.fl.spark.stage.RunListener;
import dev.tributary.fl.training.GivenBitmaps;
import dev.tributary.fl.training.RoundReport;
import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import dev.tributary.fl.vertical.tree.model.FeatureTreeModel.FeatureSplit;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two plants with motors of their own, and sensors of others about them, on Spark. */
final class MixedTrainingIT {
  private static final String[] OWN = {"pm", "stator_yoke", "stator_tooth", "stator_winding"};
  private static final String[] FOREIGN = {
    "ambient", "coolant", "u_d", "u_q", "torque", "i_d", "i_q"
  };
  private static final PartyId NORTH = new PartyId("north");
  private static final PartyId SOUTH = new PartyId("south");

  @TempDir Path directory;
  private final Given given = new Given();
  private RunListener rounds = RunListener.silent();

  /** What feature parties were told that they gave away. */
  private static final class Given implements RunListener {
    private final Map<String, Integer> byLabel = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();

    @Override
    public void gave(PartyId label, GivenBitmaps bitmaps) {
      byLabel.merge(label.name(), bitmaps.given(), Integer::sum);
    }

    @Override
    public void gave(GivenBitmaps bitmaps) {
      all.addAndGet(bitmaps.given());
    }
  }

  /** What all parties have. */
  private record Trained(
      List<VerticalGBTRegressionModel> labels, List<VerticalGBTFeatureModel> features) {}

  private static Roster roster(Roster.Member... features) {
    List<Roster.Member> members = new ArrayList<>();
    members.add(new Roster.Member(NORTH, Role.LABEL, List.of()));
    members.add(new Roster.Member(SOUTH, Role.LABEL, List.of()));
    members.addAll(List.of(features));
    return new Roster(members);
  }

  private static Roster.Member sensors(String name, PartyId... with) {
    return new Roster.Member(new PartyId(name), Role.FEATURE, List.of(with));
  }

  private static SecureSum masked(FederatedSession among) {
    return MaskedSum.open(
        among,
        new SumRules(
            among.parties().get(0), among.parties().size(), SumRules.Consent.TWO_PARTY_SUM));
  }

  private Trained train(Roster roster, String work) throws Exception {
    Dataset<Row> guest =
        SharedData.table("motor_hetero_guest.csv")
            .selectExpr("*", "idx % 5 = 2 AS tested", "idx % 5 = 3 AS held")
            .cache();
    Dataset<Row> host = SharedData.table("motor_hetero_host.csv").cache();
    MixedRun mixed =
        new MixedRun(Groups.of(roster), MixedTrainingIT::masked, MixedRun.GroupBaseline.GROUP);
    ExecutorService pool = Executors.newCachedThreadPool();
    try (LocalFederation federation =
        new LocalFederation(SparkForTests.session(), directory.resolve(work).toString(), roster)) {
      Map<PartyId, Future<VerticalGBTRegressionModel>> labels = new LinkedHashMap<>();
      List<Future<VerticalGBTFeatureModel>> features = new ArrayList<>();
      for (PartyId party : roster.parties()) {
        if (roster.role(party) == Role.LABEL) {
          VerticalGBTRegressor stage =
              new VerticalGBTRegressor()
                  .setSessions(federation.sessions(party.name()))
                  .setMixed(mixed)
                  .setIdCols(new String[] {"idx"})
                  .setFeatureCols(OWN)
                  .setLabelCol("motor_speed")
                  .setTestIndicatorCol("tested")
                  .setValidationIndicatorCol("held")
                  .setSoloBaseline(true)
                  .setListener(rounds);
          grow(stage);
          Dataset<Row> own = guest.filter("idx % 2 = " + (party.equals(NORTH) ? 0 : 1));
          labels.put(party, pool.submit(() -> stage.fit(own)));
        } else {
          VerticalGBTFeatureParty stage =
              new VerticalGBTFeatureParty()
                  .setSessions(federation.sessions(party.name()))
                  .setMixed(mixed)
                  .setIdCols(new String[] {"idx"})
                  .setFeatureCols(FOREIGN)
                  .setListener(given);
          grow(stage);
          features.add(pool.submit(() -> stage.fit(host)));
        }
      }
      List<VerticalGBTRegressionModel> models = new ArrayList<>();
      for (Future<VerticalGBTRegressionModel> label : labels.values()) {
        models.add(label.get());
      }
      List<VerticalGBTFeatureModel> parts = new ArrayList<>();
      for (Future<VerticalGBTFeatureModel> feature : features) {
        parts.add(feature.get());
      }
      for (VerticalGBTRegressionModel model : models) {
        checkScores(model);
      }
      return new Trained(models, parts);
    } finally {
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
      pool.shutdownNow();
    }
  }

  private static void grow(GbtSetters<?> stage) {
    stage.setMaxIter(6);
    stage.setStepSize(0.4);
    stage.setMaxDepth(3);
    stage.setCipher("plain-1");
  }

  private static void checkScores(VerticalGBTRegressionModel model) {
    double joint = r2(model);
    double group = r2(model.groupModel().orElseThrow());
    double solo = r2(model.soloModel().orElseThrow());
    System.out.printf(
        "motor R2 of one plant: solo %.3f, group %.3f, joint %.3f%n", solo, group, joint);
    assertThat(joint).isGreaterThan(0.8).isGreaterThan(solo + 0.2);
    assertThat(group).isGreaterThan(solo + 0.2);
  }

  private static double r2(VerticalGBTRegressionModel model) {
    return model
        .summary()
        .orElseThrow()
        .predictions()
        .filter("tested")
        .selectExpr("1 - avg(pow(motor_speed - prediction, 2)) / var_pop(motor_speed) AS r2")
        .first()
        .getDouble(0);
  }

  @Test
  void ownAndSharedFeaturePartiesGrowTheSameTreesAtEveryLabelParty() throws Exception {
    Trained own =
        train(roster(sensors("north-sensors", NORTH), sensors("south-sensors", SOUTH)), "own");
    Trained shared = train(roster(sensors("sensors", NORTH, SOUTH)), "shared");

    assertThat(own.features().get(0).featureModel())
        .isEqualTo(own.features().get(1).featureModel());
    List<Map<Integer, Object>> trees = described(own, 0);
    assertThat(described(own, 1)).isEqualTo(trees);
    assertThat(described(shared, 1)).isEqualTo(described(shared, 0));
    // Thresholds that part a node's rows alike tie, and every run's own secret order settles that.
    assertThat(leaves(described(shared, 0))).isEqualTo(leaves(trees));
    assertThat(shared.features()).hasSize(1);
    assertThat(shared.features().get(0).bitmaps().orElseThrow().given()).isPositive();
    assertThat(own.labels().get(0).manifest().parameters()).containsEntry("algorithm", "mixed-gbt");
  }

  /** A label party that is greedy, or ends the run when it has what it wants, is seen. */
  @Test
  void aFeaturePartyCountsByLabelPartyAlsoWhereTheTrainingFails() {
    rounds =
        new RunListener() {
          @Override
          public void round(String stage, RoundReport report) {
            if (report.round() == 2) {
              throw FederationException.user("enough");
            }
          }
        };
    assertThatThrownBy(() -> train(roster(sensors("sensors", NORTH, SOUTH)), "failed"))
        .hasMessageContaining("enough");

    assertThat(given.all).hasPositiveValue();
    assertThat(given.byLabel).containsOnlyKeys("north", "south");
    assertThat(given.byLabel.values().stream().mapToInt(count -> count).sum())
        .isEqualTo(given.all.get());
  }

  /**
   * Rules and leaf weights by node, whoever keeps a rule; weights but for the order in which
   * alignment leaves a party's rows.
   */
  private static List<Map<Integer, Object>> described(Trained trained, int label) {
    VerticalGBTFeatureModel keeper =
        trained.features().get(Math.min(label, trained.features().size() - 1));
    List<Map<Integer, Object>> trees = new ArrayList<>();
    for (Tree tree : trained.labels().get(label).labelModel().trees()) {
      Map<Integer, Object> nodes = new LinkedHashMap<>();
      for (int i = 0; i < tree.nodes().size(); i++) {
        TreeNode node = tree.nodes().get(i);
        Object rule = node.rule() == null && !node.terminal() ? rule(keeper, node) : node.rule();
        nodes.put(i, node.terminal() ? "%.9f".formatted(node.weight()) : rule);
      }
      trees.add(nodes);
    }
    return trees;
  }

  private static List<List<Object>> leaves(List<Map<Integer, Object>> trees) {
    return trees.stream()
        .map(tree -> tree.values().stream().filter(String.class::isInstance).toList())
        .toList();
  }

  private static Object rule(VerticalGBTFeatureModel keeper, TreeNode node) {
    return keeper.featureModel().splits().stream()
        .filter(split -> split.id() == node.split())
        .map(FeatureSplit::rule)
        .findFirst()
        .orElseThrow();
  }
}
