package dev.tributary.fl.horizontal.gbdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.horizontal.gbdt.BoostingSettings.Sample;
import dev.tributary.fl.horizontal.gbdt.BoostingSettings.Splits;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.horizontal.sum.WatchedSum;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.RoundReport;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.tree.TreeNode;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HorizontalGbtTest {
  private static final long SEED = 21;

  private static BoostingSettings settings(String objective) {
    return BoostingSettings.of(Objective.of(objective, 3)).with(6, 4, 0.3);
  }

  private static List<List<double[]>> thirds(List<double[]> people) {
    int n = people.size();
    return List.of(
        people.subList(0, n / 6), people.subList(n / 6, n / 2), people.subList(n / 2, n));
  }

  private static List<TreeNode> nodes(BoostedModel model) {
    return model.rounds().stream()
        .flatMap(List::stream)
        .flatMap(tree -> tree.nodes().stream())
        .toList();
  }

  private static void same(List<BoostingFit> joint, BoostingFit pooled) {
    for (BoostingFit fit : joint) {
      assertThat(ModelJson.write(fit.model())).isEqualTo(ModelJson.write(pooled.model()));
      assertThat(fit.sums()).isEqualTo(pooled.sums());
      assertThat(fit.words()).isEqualTo(pooled.words());
      assertThat(fit.rows()).isEqualTo(pooled.rows());
      for (int r = 0; r < pooled.rounds().size(); r++) {
        RoundReport one = fit.rounds().get(r);
        assertThat(one.trainingLoss()).isEqualTo(pooled.rounds().get(r).trainingLoss());
        assertThat(one.validationLoss()).isEqualTo(pooled.rounds().get(r).validationLoss());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"binary", "multiclass", "squared-error", "poisson"})
  void threePartiesGetTheTreesOfOneWithAllRowsBitForBit(String objective) {
    List<double[]> people = BoostingParties.people(1500, settings(objective).objective(), SEED);
    BoostingFit pooled = BoostingParties.alone(people, settings(objective));

    same(BoostingParties.jointly(thirds(people), settings(objective)), pooled);
    same(BoostingParties.masked(thirds(people), settings(objective)), pooled);

    assertThat(pooled.rows()).isEqualTo(1200);
    assertThat(pooled.validation()).isEqualTo(300);
    int classes = settings(objective).objective().classes();
    assertThat(nodes(pooled.model()).stream().filter(n -> !n.terminal()))
        .hasSizeGreaterThan(6 * classes * 5);
    double first = pooled.rounds().get(0).validationLoss();
    assertThat(pooled.rounds().get(5).validationLoss()).isLessThan(0.95 * first);
  }

  @Test
  void whateverTheDivisionTheTreesAreTheSame() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<double[]> people = BoostingParties.people(400, Objective.squaredError(), seed);
    BoostingSettings settings =
        settings("squared-error").with(new Splits(1, 0.5, 0.1, 3)).with(new Sample(1, 0.5, 3));
    BoostingFit pooled = BoostingParties.alone(people, settings);
    for (int parties = 2; parties <= 5; parties++) {
      int count = parties;
      List<List<double[]>> parts =
          IntStream.range(0, count)
              .mapToObj(i -> (List<double[]>) new ArrayList<double[]>())
              .toList();
      people.forEach(person -> parts.get(random.nextInt(count)).add(person));
      assertThat(ModelJson.write(BoostingParties.jointly(parts, settings).get(0).model()))
          .as("seed %d, %d parties", seed, parties)
          .isEqualTo(ModelJson.write(pooled.model()));
    }
  }

  /** Draws go by block and secret: with equal ones the trees are those of the pooled rows. */
  @Test
  void sampledRowsGiveTheTreesOfTheSameDraws() {
    BoostingSettings settings = settings("binary").with(new Sample(0.6, 0.7, 99));
    List<double[]> people = BoostingParties.people(900, Objective.binary(), SEED);
    List<List<double[]>> parts = BoostingParties.partitions(people, 300);
    SamplingSecret secret = SamplingSecret.fresh();
    List<PartyId> names = BoostingParties.names(3);
    List<PlainSum> sums = PlainSum.among(names);
    RowRules rules = BoostingParties.rules(settings);
    List<BoostingFit> joint =
        BoostingParties.each(
            3,
            i ->
                HorizontalGbt.fit(
                    new LocalRawRows(rules, List.of(parts.get(i)), i, new LocalCompute(null, 1)),
                    sums.get(i),
                    settings,
                    secret,
                    Progress.silent()));
    PartyId all = new PartyId("all");
    BoostingFit pooled =
        HorizontalGbt.fit(
            new LocalRawRows(rules, parts),
            PlainSum.alone(all),
            settings,
            secret,
            Progress.silent());
    same(joint, pooled);
    BoostingFit other = BoostingParties.alone(people, settings);
    assertThat(other.model()).as("another secret").isNotEqualTo(pooled.model());
    BoostingFit whole = BoostingParties.alone(people, settings("binary"));
    double rootOfAll = whole.model().rounds().get(0).get(0).nodes().get(0).cover();
    double root = pooled.model().rounds().get(0).get(0).nodes().get(0).cover();
    assertThat(root / rootOfAll).isCloseTo(0.6, within(0.08));
  }

  @Test
  void aRoundDrawsTheSameColumnsAtAllAndAnotherRoundOthers() {
    BoostingSettings settings = settings("binary").with(12, 3, 0.3).with(new Sample(1, 0.3, 5));
    List<double[]> people = BoostingParties.people(600, Objective.binary(), SEED);
    BoostedModel model = BoostingParties.alone(people, settings).model();
    for (int round = 0; round < model.rounds().size(); round++) {
      assertThat(
              model.rounds().get(round).get(0).nodes().stream()
                  .filter(node -> !node.terminal())
                  .map(node -> node.rule().feature())
                  .distinct())
          .as("round %d", round)
          .hasSizeLessThanOrEqualTo(2);
    }
    assertThat(model.importances()).hasSizeGreaterThan(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"binary", "multiclass", "squared-error", "poisson"})
  void valuesScoreAsTheirBinsDidInTraining(String objective) {
    BoostingSettings settings = settings(objective);
    List<double[]> people = BoostingParties.people(700, settings.objective(), SEED);
    BoostingFit fit = BoostingParties.alone(people, settings);
    BoostedScorer scorer = new BoostedScorer(fit.model());
    double sum = 0;
    double weight = 0;
    for (double[] person : people) {
      if (!RowRules.validates(person)) {
        double[] raw = scorer.rawScores(person);
        sum += RowRules.weight(person) * settings.objective().rowLoss(raw, RowRules.label(person));
        weight += RowRules.weight(person);
      }
    }
    assertThat(settings.objective().lossOfMean(sum / weight))
        .isCloseTo(fit.rounds().get(5).trainingLoss(), within(1e-12));
  }

  @Test
  void splitsKeepTheTerms() {
    Splits terms = new Splits(2, 1, 3, 25);
    BoostedModel model =
        BoostingParties.alone(
                BoostingParties.people(800, Objective.squaredError(), SEED),
                settings("squared-error").with(terms))
            .model();
    List<TreeNode> nodes = nodes(model);
    assertThat(nodes).hasSizeGreaterThan(20);
    assertThat(nodes)
        .allMatch(node -> node.cover() >= 25)
        .allMatch(node -> node.terminal() || node.gain() > 3);
  }

  @Test
  void rowsWithLabelOneCountMore() {
    List<double[]> people = BoostingParties.people(600, Objective.binary(), SEED);
    List<double[]> heavier = new ArrayList<>();
    for (double[] person : people) {
      double[] changed = person.clone();
      changed[7] *= changed[6] == 1 ? 4 : 1;
      heavier.add(changed);
    }
    assertThat(BoostingParties.alone(people, settings("binary").withScalePosWeight(4)).model())
        .isEqualTo(BoostingParties.alone(heavier, settings("binary")).model());
    assertThatThrownBy(() -> settings("poisson").withScalePosWeight(4))
        .hasMessage("scale-pos-weight goes with objective: binary only, this is poisson");
  }

  @Test
  void stopsByTheLossOfAllPartiesValidationRows() {
    BoostingSettings settings = settings("binary").with(200, 6, 1).withEarlyStopping(3);
    List<double[]> people = BoostingParties.people(500, Objective.binary(), SEED);
    BoostingFit fit = BoostingParties.jointly(thirds(people), settings).get(2);
    int kept = fit.model().rounds().size();
    assertThat(fit.rounds()).hasSize(kept + 3).hasSizeLessThan(200);
    double best = fit.rounds().get(kept - 1).validationLoss();
    assertThat(fit.rounds()).allMatch(report -> report.validationLoss() >= best);
    assertThat(fit.model()).isEqualTo(BoostingParties.alone(people, settings).model());
  }

  @Test
  void withoutRowsThatValidateAllRoundsAreKept() {
    List<double[]> people =
        BoostingParties.people(300, Objective.binary(), SEED).stream()
            .filter(person -> !RowRules.validates(person))
            .toList();
    BoostingFit fit = BoostingParties.alone(people, settings("binary").withEarlyStopping(1));
    assertThat(fit.model().rounds()).hasSize(6);
    assertThat(fit.rounds().get(0).validationLoss()).isNaN();
  }

  /** Rounds that should have ended by rows that nobody has would all be made, without a word. */
  @Test
  void refusesToStopByRowsThatNoPartyHas() {
    List<double[]> people =
        BoostingParties.people(300, Objective.binary(), SEED).stream()
            .filter(person -> !RowRules.validates(person))
            .toList();
    assertThatThrownBy(
            () -> BoostingParties.jointly(thirds(people), settings("binary").withEarlyStopping(1)))
        .hasMessageContaining("no party has a row with a weight above 0 to validate on")
        .extracting(FederationException::codeOf)
        .isEqualTo(ErrorCode.USER);
    assertThat(BoostingParties.jointly(thirds(people), settings("binary"))).hasSize(3);
  }

  @Test
  void countsItsSums() {
    List<String> purposes = new ArrayList<>();
    PartyId all = new PartyId("all");
    SecureSum alone = PlainSum.alone(all);
    BoostingFit fit =
        BoostingParties.fit(
            new LocalRawRows(
                BoostingParties.rules(settings("binary")),
                List.of(BoostingParties.people(400, Objective.binary(), SEED))),
            new Watched(alone, purposes, words -> words, List.of(all)),
            settings("binary"));
    assertThat(fit.sums()).isEqualTo(purposes.size());
    assertThat(purposes.subList(0, 3))
        .containsExactly("gbdt-terms", "cuts-buckets", "cuts-octaves");
    assertThat(purposes.stream().filter("gbdt-level"::equals)).hasSizeBetween(6, 24);
    assertThat(purposes.stream().filter("gbdt-loss"::equals)).hasSize(6);
  }

  @Test
  void refusesWhatThereIsNothingToLearnFrom() {
    List<double[]> people = BoostingParties.people(60, Objective.binary(), SEED);
    refused(changed(people, 6, 1), "binary", "no party has a row of label 0 with a weight above 0");
    refused(changed(people, 6, 0), "poisson", "objective poisson needs a label above 0");
    refused(changed(people, 7, 0), "squared-error", "weights are 0 for all training");
    assertThatThrownBy(
            () -> BoostingParties.jointly(List.of(people, List.of(), people), settings("binary")))
        .isInstanceOf(FederationException.class)
        .hasMessageStartingWith("this party has no row to train on");
    BoostingSettings large =
        BoostingSettings.of(Objective.multiclass(100))
            .with(5, 10, 0.3)
            .with(new BoostingSettings.Binning(64, 5));
    assertThatThrownBy(() -> BoostingParties.alone(people, large))
        .hasMessageStartingWith(
            "trees of depth 10 over 6 columns of 64 bins sum up to 30028800 words a level");
  }

  private static List<double[]> changed(List<double[]> people, int at, double value) {
    return people.stream()
        .map(
            person -> {
              double[] one = person.clone();
              one[at] = value;
              return one;
            })
        .toList();
  }

  private static void refused(List<double[]> people, String objective, String message) {
    List<List<double[]>> parts = BoostingParties.partitions(people, 20);
    assertThatThrownBy(() -> BoostingParties.jointly(parts, settings(objective)))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageStartingWith(message);
  }

  @Test
  void termsThatDifferAreRefusedAtAll() {
    List<double[]> people = BoostingParties.people(300, Objective.binary(), SEED);
    List<PartyId> names = BoostingParties.names(3);
    List<PlainSum> sums = PlainSum.among(names);
    List<String> refusals = new CopyOnWriteArrayList<>();
    BoostingParties.each(
        3,
        i -> {
          BoostingSettings own = settings("binary").with(6, i == 1 ? 5 : 4, 0.3);
          RowRules rules = BoostingParties.rules(own);
          try {
            return BoostingParties.fit(new LocalRawRows(rules, List.of(people)), sums.get(i), own);
          } catch (FederationException e) {
            refusals.add(e.getMessage());
            return null;
          }
        });
    assertThat(refusals).hasSize(3).allMatch(m -> m.startsWith("columns or settings differ"));
  }

  @Test
  void namesTheColumnThatCannotBeSummed() {
    RowRules rules =
        new RowRules(List.of("age", "debt"), "claims", "years", Objective.poisson(), 1);
    rules.apply(new double[] {1, Double.NaN, 3, 2, 0});
    refused(rules, new double[] {1, Double.POSITIVE_INFINITY, 3, 2, 0}, "column 'debt' must be f");
    refused(rules, new double[] {1, 1, -1, 2, 0}, "column 'claims' must be at least 0");
    refused(rules, new double[] {1, 1, Double.NaN, 2, 1}, "column 'claims' must be at least 0");
    refused(rules, new double[] {1, 1, 1, -1, 0}, "column 'years' must be at least 0");
    refused(rules, new double[] {1, 1, 1, 2e8, 0}, "column 'years' must be at least 0 and at most");
    refused(rules, new double[] {1, 1, 1, Double.NaN, 0}, "column 'years' must be at least 0");
    RowRules regression = new RowRules(List.of(), "y", "", Objective.squaredError(), 1);
    refused(regression, new double[] {2e14, 1, 0}, "column 'y' must be finite numbers for obj");
  }

  private static void refused(RowRules rules, double[] row, String message) {
    assertThatThrownBy(() -> rules.apply(row))
        .isInstanceOf(FederationException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aPartyThatIsLeftOutLaterEndsTheTraining() {
    List<PartyId> both = BoostingParties.names(2);
    SecureSum open = PlainSum.alone(both.get(0));
    List<String> purposes = new ArrayList<>();
    SecureSum losing =
        new WatchedSum() {
          @Override
          public Total total(String purpose, long[] words) {
            purposes.add(purpose);
            boolean level = purpose.equals("gbdt-level");
            long[] sum = open.total(purpose, words).words();
            sum[0] *= purpose.equals("gbdt-terms") ? 2 : 1;
            return new Total(sum, level ? both.subList(0, 1) : both);
          }

          @Override
          public void close() {}
        };
    assertThatThrownBy(
            () ->
                BoostingParties.fit(
                    new LocalRawRows(
                        BoostingParties.rules(settings("binary")),
                        List.of(BoostingParties.people(100, Objective.binary(), SEED))),
                    losing,
                    settings("binary")))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER))
        .hasMessageContaining("trees are of the same people from the first sum to the last");
    assertThat(purposes).endsWith("gbdt-labels", "gbdt-level");
  }

  /** A row too many in one bin, and a row too many in a node as in the bins of all columns. */
  @ParameterizedTest
  @ValueSource(ints = {5, 2})
  void histogramsThatDoNotFitEndTheTraining(int place) {
    PartyId all = new PartyId("all");
    List<String> purposes = new ArrayList<>();
    Watched sum =
        new Watched(
            PlainSum.alone(all),
            purposes,
            words -> {
              if (purposes.get(purposes.size() - 1).equals("gbdt-level")) {
                words[place]++;
              }
              return words;
            },
            List.of(all));
    assertThatThrownBy(
            () ->
                BoostingParties.fit(
                    new LocalRawRows(
                        BoostingParties.rules(settings("binary")),
                        List.of(BoostingParties.people(100, Objective.binary(), SEED))),
                    sum,
                    settings("binary")))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER))
        .hasMessageStartingWith("the sums of this run do not fit each other");
  }

  @Test
  void aStoredModelIsReadStrictly() {
    BoostedModel model =
        BoostingParties.alone(
                BoostingParties.people(200, Objective.multiclass(3), SEED),
                settings("multiclass").with(1, 2, 0.3))
            .model();
    String json = ModelJson.write(model);
    assertThat(ModelJson.read(json, BoostedModel.class, "m")).isEqualTo(model);
    assertThatThrownBy(
            () -> ModelJson.read(json.replace("missingLeft", "left"), BoostedModel.class, "m"))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(
            () ->
                new BoostedModel(
                    1, "multiclass", 2, model.features(), model.baseScores(), model.rounds()))
        .hasMessageStartingWith("base scores and every round must have 2 entries");
    assertThatThrownBy(
            () ->
                new BoostedModel(
                    1, "multiclass", 3, List.of("none"), model.baseScores(), model.rounds()))
        .hasMessageStartingWith("a split must be of a feature of the model");
  }

  /** Notes purposes, changes totals and says who is in them. */
  private record Watched(
      SecureSum sum, List<String> purposes, UnaryOperator<long[]> change, List<PartyId> parties)
      implements SecureSum {
    @Override
    public Total total(String purpose, long[] words) {
      purposes.add(purpose);
      return new Total(change.apply(sum.total(purpose, words).words()), parties);
    }

    @Override
    public Optional<Total> totalAmong(List<PartyId> among, String purpose, long[] words) {
      return Optional.of(total(purpose, words)).filter(total -> total.parties().equals(among));
    }

    @Override
    public void close() {
      sum.close();
    }
  }
}
