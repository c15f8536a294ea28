package dev.tributary.fl.horizontal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.StreamSource;
import dev.tributary.crypto.random.SystemSource;
import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.Judge;
import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.evaluation.Sample;
import dev.tributary.fl.horizontal.evaluation.ScoredRows.Scored;
import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PrivateEvaluationTest {
  private static final double[] FRACTIONS = {0.1, 0.5};
  private static final Metric RECALL = new Metric(Metric.Kind.RECALL, 0.1);

  /** Two parties in one: the other has no rows and its noise is drawn here as well. */
  private static PooledEvaluation judged(List<Scored> rows, double epsilon, int seed) {
    return judged(Judge.BINARY, rows, epsilon, seed);
  }

  private static PooledEvaluation judged(Judge judge, List<Scored> rows, double epsilon, int seed) {
    PrivacyPlan plan =
        PrivateEvaluation.plan(judge, new PrivacyBudget(epsilon, 1e-6), new NoiseShares(2, 1));
    SecureSum both =
        new SecureSum() {
          @Override
          public Total total(String purpose, long[] words) {
            boolean compared = purpose.equals(PrivateEvaluation.PLAN);
            return new Total(
                compared ? new long[] {2 * words[0]} : words,
                List.of(new PartyId("a"), new PartyId("b")));
          }

          @Override
          public Optional<Total> totalAmong(List<PartyId> parties, String purpose, long[] words) {
            return Optional.of(total(purpose, words));
          }

          @Override
          public void close() {}
        };
    byte[] bytes = new byte[StreamSource.SEED_BYTES];
    bytes[0] = (byte) seed;
    return PrivateEvaluation.of(
        judge,
        new LocalScoredRows(rows),
        both,
        plan,
        new StreamSource(SecretBytes.copyOf(bytes)),
        FRACTIONS);
  }

  private static List<Scored> people(int count) {
    Random random = new Random(5);
    List<Scored> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double p = 1 / (1 + Math.exp(1.5 - 1.2 * random.nextGaussian()));
      rows.add(new Scored(new double[] {p}, random.nextDouble() < p ? 1 : 0, 3));
    }
    return rows;
  }

  /** What binning leaves open is below a hundredth; the noise is what the bounds say. */
  @Test
  void boundsHoldTheTruthAsOftenAsTheySay() {
    List<Scored> rows = people(20_000);
    Map<Metric, Double> exact =
        BinaryEvaluation.of(
                new Sample(
                    rows.stream().mapToDouble(r -> r.outputs()[0]).toArray(),
                    rows.stream().mapToDouble(Scored::label).toArray(),
                    rows.stream().mapToDouble(r -> 1).toArray()),
                FRACTIONS)
            .metrics();
    int within = 0;
    double squares = 0;
    double errors = 0;
    int runs = 60;
    for (int seed = 0; seed < runs; seed++) {
      PooledEvaluation pooled = judged(rows, 1, seed);
      Bounded auc = pooled.metrics().get(Metric.AUC);
      double off = auc.value() - exact.get(Metric.AUC);
      within += Math.abs(off) <= auc.error() + 0.002 ? 1 : 0;
      squares += off * off / runs;
      errors += auc.error() / 2 / runs;
      assertThat(pooled.rows()).isBetween(19_000L, 21_000L);
      assertThat(pooled.weight()).isCloseTo((double) pooled.rows(), within(1.0));
      assertThat(pooled.metrics().get(Metric.LOG_LOSS).value())
          .isCloseTo(exact.get(Metric.LOG_LOSS), within(0.06));
      assertThat(pooled.metrics().get(Metric.KS).value())
          .isCloseTo(exact.get(Metric.KS), within(0.08));
      assertThat(pooled.metrics().get(RECALL).value()).isCloseTo(exact.get(RECALL), within(0.08));
    }
    assertThat(within).isGreaterThan(runs * 85 / 100);
    assertThat(Math.sqrt(squares)).isBetween(0.6 * errors, 1.5 * errors);
  }

  @Test
  void refusesWhatNoiseWouldHide() {
    assertThatThrownBy(() -> judged(people(200), 0.5, 1))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("that the noise of privacy hides how many");
  }

  /** A party whose stage asks for less noise would leave less in the total than others count on. */
  @Test
  void noPartyCanLowerTheNoiseOfOthers() {
    List<PartyId> two = List.of(new PartyId("a"), new PartyId("b"));
    List<PlainSum> sums = PlainSum.among(two);
    List<String> refusals = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int party = i;
      PrivacyPlan plan =
          PrivateEvaluation.plan(
              Judge.BINARY, new PrivacyBudget(1 + party, 1e-6), new NoiseShares(2, 1));
      threads.add(new Thread(() -> refusals.add(refusal(sums.get(party), plan))));
      threads.get(party).start();
    }
    threads.forEach(PrivateEvaluationTest::join);
    assertThat(refusals).hasSize(2).allMatch(m -> m.startsWith("columns or settings differ"));
  }

  private static String refusal(SecureSum sum, PrivacyPlan plan) {
    LocalScoredRows rows = new LocalScoredRows(people(20_000));
    try {
      PrivateEvaluation.of(Judge.BINARY, rows, sum, plan, new SystemSource(), FRACTIONS);
      return "none";
    } catch (FederationException e) {
      return e.getMessage();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void spendsItsBudgetOnOneSumOrTwo() {
    for (Judge judge : List.of(Judge.BINARY, Judge.NUMBERS, Judge.COUNTS, Judge.CLASSES)) {
      PrivacyPlan plan =
          PrivateEvaluation.plan(judge, new PrivacyBudget(2, 1e-6), new NoiseShares(5, 3));
      assertThat(plan.releases()).hasSize(judge == Judge.BINARY ? 1 : 2);
      assertThat(plan.epsilon()).isBetween(1.99, 2.0);
    }
  }
}
