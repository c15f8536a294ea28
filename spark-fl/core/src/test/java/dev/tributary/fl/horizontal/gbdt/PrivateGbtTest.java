package dev.tributary.fl.horizontal.gbdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.SecureSource;
import dev.tributary.crypto.random.StreamSource;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.privacy.Release;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.tree.LeafPenalty;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateGbtTest {
  private static final NoiseShares SHARES = new NoiseShares(3, 2);
  private static final int LABEL = BoostingParties.FEATURES.size();

  private static BoostingSettings settings(String objective) {
    return BoostingSettings.of(Objective.of(objective, 3)).with(20, 4, 0.3);
  }

  private static BoostingPrivacy privacy(double epsilon) {
    return BoostingPrivacy.of(new PrivacyBudget(epsilon, 1e-6), SHARES);
  }

  private static SecureSource source(int party) {
    byte[] seed = new byte[StreamSource.SEED_BYTES];
    seed[0] = (byte) party;
    return new StreamSource(SecretBytes.copyOf(seed));
  }

  /** Without weights, which a training with privacy does not take. */
  private static List<double[]> people(int count, String objective) {
    List<double[]> people = BoostingParties.people(count, Objective.of(objective, 3), 5);
    people.forEach(row -> row[LABEL + 1] = 1);
    return people;
  }

  private static BoostingFit fit(
      List<double[]> rows, int party, SecureSum sum, BoostingSettings settings, BoostingPrivacy p) {
    try {
      return PrivateGbt.fit(
          new LocalRawRows(
              BoostingParties.rules(settings), BoostingParties.partitions(rows, 700 + party)),
          sum,
          settings,
          p,
          source(party),
          Progress.silent());
    } catch (RuntimeException e) {
      sum.close();
      throw e;
    }
  }

  private static List<BoostingFit> jointly(
      List<double[]> people,
      BoostingSettings settings,
      List<BoostingPrivacy> privacies,
      List<? extends SecureSum> sums) {
    int n = people.size();
    List<List<double[]>> parts =
        List.of(people.subList(0, n / 6), people.subList(n / 6, n / 2), people.subList(n / 2, n));
    return BoostingParties.each(
        3, i -> fit(parts.get(i), i, sums.get(i), settings, privacies.get(i)));
  }

  private static List<BoostingFit> jointly(
      List<double[]> people, BoostingSettings settings, BoostingPrivacy privacy) {
    return jointly(
        people,
        settings,
        List.of(privacy, privacy, privacy),
        PlainSum.among(BoostingParties.names(3)));
  }

  private static double loss(List<double[]> people, BoostedModel model) {
    BoostedScorer scorer = new BoostedScorer(model);
    double sum = 0;
    for (double[] row : people) {
      double[] raw = scorer.rawScores(Arrays.copyOf(row, LABEL));
      sum += model.fitted().rowLoss(raw, row[LABEL]);
    }
    return sum / people.size();
  }

  /** Rows that train, and the fifth that does not. */
  private static List<double[]> those(List<double[]> people, int validates) {
    return people.stream().filter(row -> row[LABEL + 2] == validates).toList();
  }

  @ParameterizedTest
  @CsvSource({"binary, 0.6", "multiclass, 0.5", "squared-error, 0.7", "poisson, 0.6"})
  void allGetOneModelThatKnowsMuchOfWhatOneWithoutNoiseKnows(String objective, double kept) {
    List<double[]> people = people(20_000, objective);
    BoostingSettings settings = settings(objective);
    List<BoostingFit> joint = jointly(people, settings, privacy(8));
    BoostedModel model = joint.get(0).model();
    for (BoostingFit fit : joint) {
      assertThat(ModelJson.write(fit.model())).isEqualTo(ModelJson.write(model));
      assertThat(fit.sums()).isEqualTo(1 + 3 + 20);
      assertThat((double) fit.rows()).isCloseTo(16_000, within(300.0));
      assertThat(fit.parties()).isEqualTo(BoostingParties.names(3));
    }
    List<double[]> others = those(people, 1);
    BoostedModel none =
        new BoostedModel(
            BoostedModel.FORMAT,
            model.objective(),
            model.classes(),
            model.features(),
            model.baseScores(),
            List.of());
    double trivial = loss(others, none);
    double exact = loss(others, BoostingParties.alone(people, settings).model());
    assertThat(trivial - loss(others, model)).isGreaterThan(kept * (trivial - exact));
  }

  @Test
  void rowsThatValidateAreInNoSum() {
    List<double[]> people = people(9_000, "binary");
    List<double[]> changed = people.stream().map(double[]::clone).toList();
    for (double[] row : those(changed, 1)) {
      Arrays.fill(row, 0, LABEL, 9);
      row[LABEL] = 1;
    }
    assertThat(ModelJson.write(jointly(changed, settings("binary"), privacy(4)).get(0).model()))
        .isEqualTo(ModelJson.write(jointly(people, settings("binary"), privacy(4)).get(0).model()));
  }

  @Test
  void noPartyCanLowerTheNoiseOfOthers() {
    assertThatThrownBy(
            () ->
                jointly(
                    people(900, "binary"),
                    settings("binary"),
                    List.of(privacy(1), privacy(1), privacy(1.0001)),
                    PlainSum.among(BoostingParties.names(3))))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("settings differ");
  }

  /** Notes what leaves a party. */
  private record Noted(SecureSum below, Map<String, List<long[]>> seen) implements SecureSum {
    @Override
    public Total total(String purpose, long[] words) {
      seen.computeIfAbsent(purpose, p -> new ArrayList<>()).add(words.clone());
      return below.total(purpose, words);
    }

    @Override
    public Optional<Total> totalAmong(List<PartyId> parties, String purpose, long[] words) {
      seen.computeIfAbsent(purpose, p -> new ArrayList<>()).add(words.clone());
      return below.totalAmong(parties, purpose, words);
    }

    @Override
    public void close() {
      below.close();
    }
  }

  /**
   * One column with two values: most words of every vector are of ranges and leaves that no row is
   * in, and 0 without noise. A party alone, whose vectors have its own noise only.
   */
  private static Map<String, List<long[]>> whatLeaves(BoostingPrivacy privacy) {
    List<double[]> people = new ArrayList<>();
    for (int i = 0; i < 9_000; i++) {
      people.add(new double[] {i % 2, 1, Double.NaN, 3, 1, 1, i % 3 == 0 ? 1 : 0, 1, 0});
    }
    Map<String, List<long[]>> seen = new ConcurrentHashMap<>();
    List<SecureSum> sums = new ArrayList<>(PlainSum.among(BoostingParties.names(3)));
    sums.set(0, new Noted(sums.get(0), seen));
    jointly(people, settings("binary"), List.of(privacy, privacy, privacy), sums);
    return seen;
  }

  private static double zeros(long[] words) {
    return Arrays.stream(words).filter(w -> w == 0).count() / (double) words.length;
  }

  /** All that leaves beside the comparison of terms is planned, and has noise in every word. */
  @Test
  void opensWhatItsPlanSaysWithNoiseInEveryWord() {
    PrivacyPlan plan = privacy(4).plan(settings("binary"), LABEL);
    assertThat(plan.epsilon()).isBetween(3.99, 4.0);
    Map<String, List<long[]>> seen = whatLeaves(privacy(4));
    assertThat(seen.remove("gbdt-terms")).hasSize(1);
    assertThat(seen).hasSize(3);
    for (Release release : plan.releases()) {
      List<long[]> vectors = seen.get(release.purpose());
      assertThat(vectors).as(release.purpose()).hasSize(release.times());
      for (long[] words : vectors) {
        assertThat(words).hasSize(release.words());
        assertThat(zeros(words)).as(release.purpose()).isLessThan(0.1);
      }
    }
    // the same with hardly any noise: what the test above tells apart
    long[] octaves =
        whatLeaves(privacy(100)).entrySet().stream()
            .filter(e -> e.getKey().startsWith("ranges-octaves"))
            .findFirst()
            .orElseThrow()
            .getValue()
            .get(0);
    assertThat(Arrays.stream(octaves).filter(w -> Math.abs(w) < 40).count())
        .isGreaterThan(octaves.length * 8L / 10);
  }

  private static FeatureCuts cuts() {
    double[][] cuts = {{-1, 0, 1}, {0}, {-0.5, 0.5}, {}, {1, 10}, {1.7e9}};
    boolean[] missing = {false, false, true, false, false, false};
    return new FeatureCuts(BoostingParties.FEATURES, cuts, missing);
  }

  /** One row more moves the leaves by no longer a vector than planned, whatever is in it. */
  @ParameterizedTest
  @ValueSource(strings = {"binary", "multiclass", "squared-error", "poisson"})
  void noRowIsLongerThanItsSensitivity(String objective) {
    BoostingSettings settings = settings(objective);
    Objective of = settings.objective();
    double sensitivity =
        privacy(1).plan(settings, LABEL).releases().stream()
            .filter(r -> r.purpose().equals(BoostingPrivacy.LEAVES))
            .findFirst()
            .orElseThrow()
            .sensitivity();
    Random random = new Random(3);
    List<RandomTree> trees = new ArrayList<>();
    for (int k = 0; k < of.classes(); k++) {
      trees.add(RandomTree.draw(cuts(), 4, random));
    }
    double longest = 0;
    for (int i = 0; i < 3_000; i++) {
      double[] row = new double[LABEL + 3];
      for (int j = 0; j < LABEL; j++) {
        row[j] = random.nextInt(4) == 0 ? Double.NaN : 1e9 * random.nextGaussian();
      }
      double size = Math.exp(random.nextGaussian() * (i % 3 == 0 ? 8 : 1));
      row[LABEL] = of.isClassification() ? random.nextInt(of.classes() == 1 ? 2 : 3) : size;
      row[LABEL + 1] = i % 7 == 0 ? 1e6 : 1;
      double[] base = new double[of.classes()];
      Arrays.setAll(base, k -> 30 * random.nextGaussian() * (random.nextInt(3) - 1));
      ScoredBlock block =
          ScoredBlock.start(BinBlock.of(List.of(row).iterator(), cuts(), 0).get(0), base);
      LeafKernel kernel =
          new LeafKernel(of, privacy(1).clipped(of), trees, 16, 0.5 + random.nextDouble(), 1);
      long[] words = kernel.sum(List.of(block).iterator());
      double squares = 0;
      for (int w = 1; w < words.length; w++) {
        squares += (double) words[w] * words[w];
      }
      longest = Math.max(longest, Math.sqrt(squares));
    }
    assertThat(longest).isLessThanOrEqualTo(sensitivity).isGreaterThan(0.9 * sensitivity);
  }

  /** Of columns with one cut each, all are on every way down, however many have none. */
  @Test
  void splitsAreOfTheColumnsThatHaveCuts() {
    double[][] few = new double[1_000][0];
    few[17] = few[400] = few[999] = new double[] {0};
    List<String> names = IntStream.range(0, few.length).mapToObj(f -> "c" + f).toList();
    FeatureCuts cuts = new FeatureCuts(names, few, new boolean[few.length]);
    Random random = new Random(4);
    for (int t = 0; t < 20; t++) {
      RandomTree drawn = RandomTree.draw(cuts, 5, random);
      assertThat(
              drawn
                  .finish(new double[32], new double[32], 1, new LeafPenalty(0.1, 0), 0.3, cuts)
                  .nodes())
          .hasSize(15);
    }
  }

  /** What rows are sent through is what is kept, with missing values and without. */
  @Test
  void aTreeIsTheSameInBinsAndInValues() {
    Random random = new Random(9);
    List<double[]> people = people(400, "binary");
    for (int t = 0; t < 50; t++) {
      RandomTree drawn = RandomTree.draw(cuts(), 1 + t % 6, random);
      double[] g = random.doubles(64, -1, 1).toArray();
      double[] h = random.doubles(64, -0.1, 1).toArray();
      BoostedModel model =
          new BoostedModel(
              BoostedModel.FORMAT,
              "binary",
              1,
              BoostingParties.FEATURES,
              List.of(0.0),
              List.of(List.of(drawn.finish(g, h, 0.5, new LeafPenalty(0.1, 0), 0.3, cuts()))));
      BoostedScorer scorer = new BoostedScorer(model);
      BinBlock block = BinBlock.of(those(people, 0).iterator(), cuts(), 0).get(0);
      double[] scores = new double[block.rows()];
      drawn.bins().addTo(scores, block);
      for (int r = 0; r < scores.length; r++) {
        assertThat(scorer.rawScores(Arrays.copyOf(those(people, 0).get(r), LABEL))[0])
            .isEqualTo(scores[r]);
        assertThat(drawn.leafOf(block, r)).isBetween(0, (1 << (1 + t % 6)) - 1);
      }
    }
  }

  @Test
  void refusesWhatNoiseWouldHide() {
    assertThatThrownBy(() -> jointly(people(200, "binary"), settings("binary"), privacy(0.1)))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("that the noise of privacy hides how many");
    assertThatThrownBy(
            () ->
                fit(
                    List.of(),
                    0,
                    PlainSum.alone(new PartyId("all")),
                    settings("binary"),
                    privacy(1)))
        .hasMessageContaining("no row to train on");
  }

  @Test
  void refusesWhatHasNoMeaning() {
    BoostingSettings of = settings("binary");
    BoostingSettings.Splits splits = of.splits();
    for (BoostingSettings wrong :
        List.of(
            of.with(new BoostingSettings.Splits(1, 0, 0.5, 0)),
            of.with(new BoostingSettings.Splits(1, 0, splits.gamma(), 1)),
            of.with(new BoostingSettings.Binning(32, 9)),
            of.with(new BoostingSettings.Sample(0.5, 1, 7)),
            of.with(new BoostingSettings.Sample(1, 0.5, 7)),
            of.withScalePosWeight(2),
            of.withEarlyStopping(3))) {
      assertThatThrownBy(() -> BoostingPrivacy.check(wrong))
          .isInstanceOf(FederationException.class)
          .hasMessageContaining("must be left out with privacy: splits are drawn at random");
    }
    BoostingPrivacy.check(of.with(new BoostingSettings.Splits(9, 1, splits.gamma(), 0)));
  }
}
