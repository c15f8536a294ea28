package dev.tributary.fl.horizontal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.StreamSource;
import dev.tributary.fl.evaluation.Judge;
import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.horizontal.evaluation.ScoredRows.Scored;
import dev.tributary.fl.horizontal.glm.GlmParties;
import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.privacy.Release;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoisyMeansTest {
  private static final NoiseShares SHARES = new NoiseShares(3, 2);
  private static final Map<String, Judge> JUDGES =
      Map.of(
          "numbers", Judge.NUMBERS,
          "counts", Judge.COUNTS,
          "gamma", Judge.means(2),
          "tweedie", Judge.means(1.5),
          "classes", Judge.CLASSES);

  /** Predictions that have no loss, or an extreme one. */
  private static final double[] EXTREME = {
    Double.NaN,
    Double.NEGATIVE_INFINITY,
    Double.POSITIVE_INFINITY,
    -Double.MAX_VALUE,
    Double.MAX_VALUE,
    Double.MIN_VALUE,
    1e15,
    -1,
    0
  };

  private static Scored row(String kind, double size, Random random) {
    double mean = size * Math.exp(random.nextGaussian());
    double unit = random.nextDouble();
    return switch (kind) {
      case "numbers" ->
          new Scored(new double[] {mean}, mean + size * random.nextGaussian(), 1 + unit);
      case "classes" ->
          new Scored(
              new double[] {0.8 * unit, 0.2, 0.8 * (1 - unit)},
              random.nextDouble() < 0.6 ? (unit > 0.5 ? 0 : 2) : random.nextInt(3),
              1);
      default -> new Scored(new double[] {mean}, mean * (0.1 + 2 * unit), 1);
    };
  }

  private static List<Scored> rows(String kind, double size, int count) {
    Random random = new Random(11);
    List<Scored> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(kind, size, random));
    }
    return rows;
  }

  private static PooledEvaluation judged(Judge judge, List<Scored> rows, double epsilon, int seed) {
    List<PlainSum> sums = PlainSum.among(GlmParties.THREE);
    int n = rows.size();
    List<List<Scored>> parts =
        List.of(rows.subList(0, n / 6), rows.subList(n / 6, n / 2), rows.subList(n / 2, n));
    PrivacyPlan plan = PrivateEvaluation.plan(judge, new PrivacyBudget(epsilon, 1e-6), SHARES);
    return GlmParties.each(
            i -> {
              byte[] bytes = new byte[StreamSource.SEED_BYTES];
              bytes[0] = (byte) (3 * seed + i);
              return PrivateEvaluation.of(
                  judge,
                  new LocalScoredRows(parts.get(i)),
                  sums.get(i),
                  plan,
                  new StreamSource(SecretBytes.copyOf(bytes)));
            },
            sums)
        .get(0);
  }

  private static PooledEvaluation exact(Judge judge, List<Scored> rows) {
    return PooledEvaluation.of(
        judge,
        new LocalScoredRows(rows.stream().map(r -> new Scored(r.outputs(), r.label(), 1)).toList()),
        PlainSum.alone(new PartyId("all")));
  }

  /** Whatever the unit of the label is; every row counts once, whatever it weighs. */
  @ParameterizedTest
  @ValueSource(strings = {"numbers", "counts", "gamma", "tweedie", "classes"})
  void boundsHoldTheTruthAsOftenAsTheySay(String kind) {
    int held = 0;
    int told = 0;
    for (double size : new double[] {1e-3, 1, 1e6}) {
      List<Scored> rows = rows(kind, size, 9_000);
      PooledEvaluation exact = exact(JUDGES.get(kind), rows);
      for (int seed = 0; seed < 10; seed++) {
        PooledEvaluation noisy = judged(JUDGES.get(kind), rows, 4, seed);
        assertThat(noisy.rows()).isBetween(8_900L, 9_100L);
        assertThat(noisy.parties()).isEqualTo(GlmParties.THREE);
        for (Map.Entry<Metric, Bounded> found : noisy.metrics().entrySet()) {
          double truth = exact.metrics().get(found.getKey()).value();
          Bounded value = found.getValue();
          // what lies beyond the last range of many rows counts as its end
          assertThat(value.value()).isBetween(0.9 * truth, 1.1 * truth);
          told++;
          held += value.least() <= truth && truth <= value.most() + 0.03 * truth ? 1 : 0;
        }
      }
    }
    assertThat(held).isGreaterThan(told * 85 / 100);
  }

  /** One row more moves a sum by no more than its plan says, whatever is in the row. */
  @ParameterizedTest
  @ValueSource(strings = {"numbers", "counts", "gamma", "tweedie", "classes"})
  void noRowIsLongerThanItsSensitivity(String kind) {
    Random random = new Random(3);
    LossTerms terms = terms(kind);
    List<Release> releases =
        PrivateEvaluation.plan(JUDGES.get(kind), new PrivacyBudget(1, 1e-6), SHARES).releases();
    int count = kind.equals("classes") ? 2 : 1;
    double[] longest = new double[2];
    for (int i = 0; i < 3_000; i++) {
      double size = Math.min(1e12, Math.exp(random.nextGaussian() * (i % 3 == 0 ? 12 : 1)));
      Scored row = row(kind, size, random);
      if (i % 5 == 0) {
        Arrays.fill(row.outputs(), EXTREME[random.nextInt(EXTREME.length)]);
      }
      List<Scored> one = List.of(row);
      double[] limits = new double[count];
      for (int t = 0; t < count; t++) {
        limits[t] = LossRanges.upper(random.nextInt(LossRanges.BINS));
      }
      longest[0] = Math.max(longest[0], length(new LossRanges(terms, count).sum(one.iterator())));
      longest[1] =
          Math.max(longest[1], length(new ClippedTerms(terms, limits).sum(one.iterator())));
    }
    for (int i = 0; i < 2; i++) {
      assertThat(longest[i])
          .isLessThanOrEqualTo(releases.get(i).sensitivity())
          .isGreaterThan(0.99 * releases.get(i).sensitivity());
    }
  }

  private static LossTerms terms(String kind) {
    return switch (kind) {
      case "numbers" -> new LossTerms.OfNumbers();
      case "classes" -> new LossTerms.OfClasses();
      case "counts" -> new LossTerms.OfMeans(1);
      case "gamma" -> new LossTerms.OfMeans(2);
      default -> new LossTerms.OfMeans(1.5);
    };
  }

  /** An error at the party that has the row would tell, without noise, that there is one. */
  @ParameterizedTest
  @ValueSource(strings = {"numbers", "counts", "gamma", "tweedie", "classes"})
  void aPredictionWithoutALossCountsAsTheLargest(String kind) {
    LossTerms terms = terms(kind);
    int loss = kind.equals("classes") ? 1 : 0;
    for (double output : new double[] {Double.NaN, -1e20, 1e20, Double.POSITIVE_INFINITY}) {
      List<Scored> one = List.of(new Scored(new double[] {output, output}, 1, 1));
      long[] ranges = new LossRanges(terms, 1 + loss).sum(one.iterator());
      assertThat(ranges[(1 + loss) * LossRanges.BINS]).isEqualTo(CountKernel.ROW);
      double[] limits = new double[1 + loss];
      Arrays.fill(limits, LossRanges.upper(LossRanges.BINS - 1));
      long[] means = new ClippedTerms(terms, limits).sum(one.iterator());
      assertThat(means[2 + loss]).isEqualTo(ClippedTerms.ONE);
      assertThatThrownBy(() -> new TermsKernel(terms).sum(one.iterator()))
          .isInstanceOf(FederationException.class)
          .hasMessageContaining("of the rows to judge a model on must be");
    }
  }

  /** A loss may be no number too: of gamma that of a label over the least mean there is. */
  @Test
  void oneRowEndsNoJudgement() {
    List<Scored> rows = rows("gamma", 1, 9_000);
    PooledEvaluation without = judged(Judge.means(2), rows, 4, 1);
    for (double output : EXTREME) {
      rows.set(0, new Scored(new double[] {output}, 1e14, 1));
      assertThat(judged(Judge.means(2), rows, 4, 1).metrics().get(Metric.DEVIANCE).value())
          .isBetween(
              0.9 * without.metrics().get(Metric.DEVIANCE).value(),
              1.1 * without.metrics().get(Metric.DEVIANCE).value());
    }
  }

  private static double length(long[] words) {
    double squares = 0;
    for (int w = 1; w < words.length; w++) {
      squares += (double) words[w] * words[w];
    }
    return Math.sqrt(squares);
  }

  /** A range begins above the end of the one before, so that what is right or not is 0 or 1. */
  @Test
  void rangesMeetWhereTheySay() {
    LossTerms terms = new LossTerms.OfNumbers();
    for (double[] of : new double[][] {{1, 1}, {2, 4}, {Math.nextUp(2), 8}, {1e-30, 0}}) {
      long[] words =
          new LossRanges(terms, 1).sum(List.of(new Scored(new double[] {0}, of[0], 1)).iterator());
      int bin = 0;
      while (words[1 + bin] == 0) {
        bin++;
      }
      assertThat(words[1 + bin]).isEqualTo(CountKernel.ROW);
      assertThat(bin == 0 ? 0 : LossRanges.upper(bin)).isEqualTo(of[1]);
    }
  }

  @Test
  void refusesWhatNoiseWouldHide() {
    assertThatThrownBy(() -> judged(Judge.NUMBERS, rows("numbers", 1, 60), 0.5, 1))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("that the noise of privacy hides how many");
  }
}
