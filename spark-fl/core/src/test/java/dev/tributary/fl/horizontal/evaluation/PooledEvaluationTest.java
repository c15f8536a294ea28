package dev.tributary.fl.horizontal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.DevianceEvaluation;
import dev.tributary.fl.evaluation.Judge;
import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.evaluation.MulticlassEvaluation;
import dev.tributary.fl.evaluation.RegressionEvaluation;
import dev.tributary.fl.evaluation.Sample;
import dev.tributary.fl.horizontal.evaluation.ScoredRows.Scored;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.horizontal.sum.WatchedSum;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PooledEvaluationTest {
  private static final long SEED = 5;
  private static final List<PartyId> THREE =
      List.of(new PartyId("one"), new PartyId("two"), new PartyId("three"));

  /** The same evaluation at three parties, a third of the rows each. */
  private static PooledEvaluation jointly(
      List<Scored> rows, BiFunction<ScoredRows, PlainSum, PooledEvaluation> evaluation) {
    List<PlainSum> sums = PlainSum.among(THREE);
    List<CompletableFuture<PooledEvaluation>> parties = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int party = i;
      List<Scored> own = rows.subList(i * rows.size() / 3, (i + 1) * rows.size() / 3);
      parties.add(
          CompletableFuture.supplyAsync(
              () -> evaluation.apply(new LocalScoredRows(own), sums.get(party)),
              task -> new Thread(task, String.valueOf(party)).start()));
    }
    PooledEvaluation first = parties.get(0).join();
    assertThat(parties.get(1).join()).isEqualTo(first);
    assertThat(parties.get(2).join()).isEqualTo(first);
    return first;
  }

  private static List<Scored> people(double spread, double rate, Random random) {
    List<Scored> rows = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      double odds = Math.log(rate / (1 - rate)) + spread * random.nextGaussian();
      double p = 1 / (1 + Math.exp(-odds));
      rows.add(
          new Scored(new double[] {p}, random.nextDouble() < p ? 1 : 0, 0.5 + random.nextInt(3)));
    }
    return rows;
  }

  private static Sample sample(List<Scored> rows) {
    return new Sample(
        rows.stream().mapToDouble(r -> r.outputs()[0]).toArray(),
        rows.stream().mapToDouble(Scored::label).toArray(),
        rows.stream().mapToDouble(Scored::weight).toArray());
  }

  /** From scores within a few bins of log odds to such as are far apart. */
  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.05, 1, 8, 200})
  void rankingsLieWithinTheirBounds(double spread) {
    List<Scored> rows = people(spread, 0.1, new Random(SEED));
    double[] fractions = {0.01, 0.05, 0.1, 0.5, 1};
    PooledEvaluation pooled =
        jointly(rows, (own, sum) -> PooledEvaluation.binary(own, sum, fractions));
    Map<Metric, Double> exact = BinaryEvaluation.of(sample(rows), fractions).metrics();
    pooled
        .metrics()
        .forEach(
            (metric, bounded) ->
                assertThat(exact.get(metric))
                    .as("%s at spread %s, seed %d", metric.path(), spread, SEED)
                    .isBetween(bounded.least() - 1e-12, bounded.most() + 1e-12));
    assertThat(pooled.metrics().get(Metric.LOG_LOSS).value())
        .isCloseTo(exact.get(Metric.LOG_LOSS), within(1e-12));
    assertThat(pooled.rows()).isEqualTo(3000);
    if (spread < 10) {
      assertThat(pooled.metrics().get(Metric.AUC).error()).isLessThan(0.001);
      assertThat(pooled.metrics().get(Metric.KS).error()).isLessThan(0.02);
    }
  }

  /** What a plan says is what is summed, but for bins that need no refinement. */
  @Test
  void costsWhatAPlanSays() {
    Map<Judge, List<Scored>> judged =
        Map.of(
            Judge.BINARY,
            people(1, 0.1, new Random(SEED)),
            Judge.NUMBERS,
            List.of(new Scored(new double[] {2}, 3, 1)),
            Judge.COUNTS,
            List.of(new Scored(new double[] {2}, 3, 1)),
            Judge.means(1.5),
            List.of(new Scored(new double[] {2}, 3, 1)),
            Judge.CLASSES,
            List.of(new Scored(new double[] {0.2, 0.5, 0.3}, 2, 1)));
    judged.forEach(
        (judge, rows) -> {
          List<Integer> words = new ArrayList<>();
          SecureSum alone = PlainSum.alone(new PartyId("all"));
          SecureSum counted =
              new WatchedSum() {
                @Override
                public Total total(String purpose, long[] own) {
                  words.add(own.length);
                  return alone.total(purpose, own);
                }
              };
          PooledEvaluation.of(judge, new LocalScoredRows(rows), counted, 0.1);
          EvaluationCost cost = EvaluationCost.of(judge);
          assertThat(words).hasSize(cost.sums());
          long all = words.stream().mapToLong(Integer::intValue).sum();
          assertThat(all)
              .isBetween(cost.sums() == 1 ? cost.words() : cost.words() / 2, cost.words());
        });
  }

  /** A total of bins over fewer rows, less that over all, would be the lost party's. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void afterALossOnlyWhatWasSummedOverAllIsTold(int sums) {
    List<Scored> rows = people(1, 0.1, new Random(SEED));
    PooledEvaluation whole = jointly(rows, (own, sum) -> PooledEvaluation.binary(own, sum, 0.1));
    PooledEvaluation pooled =
        jointly(rows, (own, sum) -> PooledEvaluation.binary(own, new LosesOne(sum, sums), 0.1));
    assertThat(pooled.parties()).isEqualTo(THREE);
    assertThat(pooled.metrics())
        .containsOnlyKeys(Metric.LOG_LOSS)
        .containsEntry(Metric.LOG_LOSS, whole.metrics().get(Metric.LOG_LOSS));
    assertThat(pooled.rows()).isEqualTo(3000);

    PooledEvaluation two =
        jointly(rows, (own, sum) -> PooledEvaluation.binary(own, new LosesOne(sum, 0), 0.1));
    assertThat(two.parties()).isEqualTo(THREE.subList(0, 2));
    assertThat(two.rows()).isEqualTo(2000);
    assertThat(two.metrics()).containsKeys(Metric.AUC, Metric.KS, Metric.LOG_LOSS);
  }

  /** Leaves the last party out after some sums. */
  private static final class LosesOne implements SecureSum {
    private final SecureSum all;
    private int left;

    LosesOne(SecureSum all, int left) {
      this.all = all;
      this.left = left;
    }

    @Override
    public Total total(String purpose, long[] words) {
      boolean lost = left-- <= 0;
      boolean gone = lost && Thread.currentThread().getName().equals("2");
      Total total = all.total(purpose, gone ? new long[words.length] : words);
      return lost ? new Total(total.words(), THREE.subList(0, 2)) : total;
    }

    @Override
    public Optional<Total> totalAmong(List<PartyId> among, String purpose, long[] words) {
      return Optional.of(total(purpose, words)).filter(total -> total.parties().equals(among));
    }

    @Override
    public void close() {}
  }

  @Test
  void equalScoresAreTiesAndTheBoundsSayWhatIsNotKnown() {
    List<Scored> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(new Scored(new double[] {0.25}, i % 4 == 0 ? 1 : 0, 1));
    }
    Bounded auc =
        jointly(rows, (own, sum) -> PooledEvaluation.binary(own, sum)).metrics().get(Metric.AUC);
    assertThat(auc).isEqualTo(new Bounded(0.5, 0, 1));
  }

  @Test
  void certainScoresHaveTheirBins() {
    List<Scored> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(new Scored(new double[] {i % 2}, i % 2, 1));
    }
    PooledEvaluation pooled = jointly(rows, (own, sum) -> PooledEvaluation.binary(own, sum, 0.5));
    assertThat(pooled.metrics().get(Metric.AUC)).isEqualTo(new Bounded(1, 1, 1));
    assertThat(pooled.metrics().get(Metric.KS)).isEqualTo(new Bounded(1, 1, 1));
    assertThat(pooled.metrics().get(Metric.hitRate(0.5))).isEqualTo(new Bounded(1, 1, 1));
  }

  @Test
  void meansOfRowsAreThoseOfThePooledRows() {
    Random random = new Random(SEED);
    List<Scored> numbers = new ArrayList<>();
    List<Scored> classes = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      double mean = 0.1 + random.nextDouble();
      numbers.add(new Scored(new double[] {mean}, random.nextInt(4), 1 + random.nextInt(2)));
      classes.add(new Scored(new double[] {mean / 2, 0.3, 0.7 - mean / 2}, random.nextInt(3), 1));
    }
    same(
        jointly(numbers, PooledEvaluation::numbers),
        RegressionEvaluation.of(sample(numbers)).metrics());
    same(
        jointly(numbers, (own, sum) -> PooledEvaluation.means(own, sum, 1)),
        DevianceEvaluation.of(1, sample(numbers)).metrics());
    same(
        jointly(classes, PooledEvaluation::classes),
        MulticlassEvaluation.of(
                classes.stream().map(Scored::outputs).toArray(double[][]::new),
                sample(classes).label(),
                sample(classes).weight())
            .metrics());
  }

  /** Labels around 1e9 that spread by 1, of which a double's square holds nothing of the spread. */
  @ParameterizedTest
  @ValueSource(doubles = {1e9, -1e9, 0.1})
  void labelsFarFromZeroLoseNothing(double centre) {
    Random random = new Random(SEED);
    List<Scored> rows = new ArrayList<>();
    List<Scored> constant = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      double label = centre + random.nextGaussian();
      double[] outputs = {label + 0.5 * random.nextGaussian()};
      rows.add(new Scored(outputs, label, 0.1 + random.nextInt(3)));
      constant.add(new Scored(outputs, centre, 0.1 + random.nextInt(3)));
    }
    RegressionEvaluation exact = RegressionEvaluation.of(sample(rows));
    PooledEvaluation pooled = jointly(rows, PooledEvaluation::numbers);
    assertThat(exact.r2()).as("seed %d", SEED).isBetween(0.7, 0.8);
    assertThat(pooled.metrics().get(Metric.R2).value()).isCloseTo(exact.r2(), within(1e-6));
    assertThat(pooled.metrics().get(Metric.RMSE).value()).isCloseTo(exact.rmse(), within(1e-6));
    assertThat(jointly(constant, PooledEvaluation::numbers).metrics().get(Metric.R2).value())
        .as("labels that are all equal have no spread, not that of rounding")
        .isZero();
  }

  private static void same(PooledEvaluation pooled, Map<Metric, Double> exact) {
    pooled
        .metrics()
        .forEach(
            (metric, bounded) -> {
              assertThat(bounded.error()).isZero();
              assertThat(bounded.value())
                  .as("%s", metric.path())
                  .isCloseTo(exact.get(metric), within(1e-12));
            });
  }

  @Test
  void refusesWhatCannotBeJudged() {
    PlainSum alone = PlainSum.among(List.of(new PartyId("one"))).get(0);
    refused(List.of(), alone, "no party has a row with a weight above 0");
    refused(List.of(scored(0.5, 1)), alone, "all rows to judge the model on have label 1");
    agreed(List.of(), alone);
    agreed(List.of(scored(0.5, 1)), alone);
    refused(List.of(scored(0.5, 2)), alone, "every label of the rows");
    refused(List.of(scored(1.5, 1)), alone, "every score of the rows");
    refused(List.of(scored(Double.NaN, 1)), alone, "every score of the rows");
  }

  private static Scored scored(double score, double label) {
    return new Scored(new double[] {score}, label, 1);
  }

  /** What follows from totals is the same at all parties, and the rest is one party's own fault. */
  private static void agreed(List<Scored> rows, PlainSum alone) {
    assertThatThrownBy(() -> PooledEvaluation.binary(new LocalScoredRows(rows), alone))
        .matches(FederationException::isAgreed);
    List<Scored> wrong = List.of(scored(0.5, 2));
    assertThatThrownBy(() -> PooledEvaluation.binary(new LocalScoredRows(wrong), alone))
        .matches(e -> !FederationException.isAgreed(e));
  }

  private static void refused(List<Scored> rows, PlainSum alone, String message) {
    assertThatThrownBy(() -> PooledEvaluation.binary(new LocalScoredRows(rows), alone))
        .isInstanceOf(FederationException.class)
        .hasMessageStartingWith(message);
  }
}
