package dev.tributary.fl.horizontal.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.horizontal.glm.GlmParties.Person;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.horizontal.sum.WatchedSum;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.training.optimize.Minimum.End;
import dev.tributary.fl.training.optimize.Stopping;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HorizontalGlmTest {
  private static final long SEED = 11;

  private static GlmSettings settings(String objective) {
    return GlmSettings.of(GlmObjective.of(objective, 3, 1.5))
        .withPenalty(0.01, 0, Penalised.STANDARDISED)
        .withStopping(new Stopping(200, 1e-10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"binary", "multiclass", "squared-error", "poisson", "gamma", "tweedie"})
  void threePartiesGetTheModelOfOneWithAllRowsBitForBit(String objective) {
    List<Person> people = GlmParties.people(2000, objective, SEED);
    GlmFit pooled = GlmParties.alone(people, settings(objective));
    List<GlmFit> joint = GlmParties.jointly(people, settings(objective));
    assertThat(pooled.end()).isEqualTo(End.CONVERGED);
    assertThat(pooled.moments().rows()).isEqualTo(2000);
    for (GlmFit fit : joint) {
      assertThat(ModelJson.write(fit.model())).isEqualTo(ModelJson.write(pooled.model()));
      assertThat(fit.sums()).isEqualTo(pooled.sums());
      assertThat(fit.parties()).isEqualTo(GlmParties.THREE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"binary", "multiclass", "squared-error", "poisson", "gamma", "tweedie"})
  void theModelIsAMinimum(String objective) {
    List<Person> people = GlmParties.people(2000, objective, SEED);
    GlmModel model =
        GlmParties.alone(people, settings(objective).withPenalty(0, 0, Penalised.AS_GIVEN)).model();
    double least = loss(people, model);
    for (int k = 0; k < model.intercepts().length; k++) {
      assertThat(model.coefficients()[k][3]).as("of the constant column").isZero();
      for (int j = 0; j < 3; j++) {
        for (double step : new double[] {-1e-3, 1e-3}) {
          model.coefficients()[k][j] += step;
          // Columns are not centred: the first one's mean is a thousand.
          model.intercepts()[k] -= j == 0 ? 1000 * step : 0;
          assertThat(loss(people, model)).as("%d, %d, %s", k, j, step).isGreaterThan(least);
          model.coefficients()[k][j] -= step;
          model.intercepts()[k] += j == 0 ? 1000 * step : 0;
        }
      }
    }
  }

  private static double loss(List<Person> people, GlmModel model) {
    double sum = 0;
    double[] slope = new double[model.intercepts().length];
    for (Person p : people) {
      sum += p.weight() * model.fitted().loss(p.label(), model.eta(p.row(), p.offset()), slope);
    }
    return sum;
  }

  @Test
  void countsItsSums() {
    List<Person> people = GlmParties.people(500, "binary", SEED);
    List<String> purposes = new ArrayList<>();
    SecureSum alone = PlainSum.alone(new PartyId("all"));
    GlmFit fit =
        HorizontalGlm.fit(
            GlmParties.rows(people, 500),
            new Watched(alone, purposes, Integer.MAX_VALUE),
            settings("binary"));
    assertThat(fit.sums()).isEqualTo(purposes.size());
    assertThat(purposes.subList(0, 4))
        .containsExactly("glm-terms", "glm-means", "glm-squares", "glm-gradient");
    // One evaluation a step, but for the few that are tried twice.
    assertThat(fit.sums()).isBetween(fit.iterations() + 4, fit.iterations() + 9);
  }

  @Test
  void goesOnWithThoseLeftWhenAPartyDropsOut() {
    List<Person> people = GlmParties.people(1200, "poisson", SEED);
    List<Person> left = people.subList(0, 600);
    List<? extends SecureSum> sums =
        PlainSum.among(GlmParties.THREE).stream()
            .map(sum -> new Watched(sum, new ArrayList<>(), 6))
            .toList();
    List<GlmFit> joint = GlmParties.jointly(people, settings("poisson"), sums);
    // The scale stays that of all rows, which matters for the penalty only: take none.
    assertThat(joint.get(0).parties()).hasSize(2);
    List<GlmFit> without =
        GlmParties.jointly(
            people,
            settings("poisson").withPenalty(0, 0, Penalised.STANDARDISED),
            PlainSum.among(GlmParties.THREE).stream()
                .map(sum -> new Watched(sum, new ArrayList<>(), 6))
                .toList());
    GlmModel expected =
        GlmParties.alone(left, settings("poisson").withPenalty(0, 0, Penalised.STANDARDISED))
            .model();
    for (int j = 0; j < 3; j++) {
      assertThat(without.get(0).model().coefficients()[0][j])
          .isCloseTo(expected.coefficients()[0][j], within(1e-7));
    }
  }

  /**
   * The difference of totals over more and over fewer parties at one point would be one party's.
   */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 9, 12})
  void nothingIsSummedAgainAfterALoss(int until) {
    List<Person> people = GlmParties.people(1200, "poisson", SEED);
    List<List<String>> put = new ArrayList<>();
    List<? extends SecureSum> sums =
        PlainSum.among(GlmParties.THREE).stream()
            .map(
                sum -> {
                  List<String> own = new CopyOnWriteArrayList<>();
                  put.add(own);
                  return new Noted(new Watched(sum, new ArrayList<>(), until), own);
                })
            .toList();

    List<GlmFit> joint = GlmParties.jointly(people, settings("poisson"), sums);

    assertThat(joint.get(0).parties()).isEqualTo(GlmParties.THREE.subList(0, 2));
    assertThat(put.get(0)).hasSizeGreaterThan(until).doesNotHaveDuplicates();
    assertThat(put.get(1)).doesNotHaveDuplicates();
  }

  @Test
  void aStepThatIsOutOfRangeForThoseLeftIsShortened() {
    List<Person> people = GlmParties.people(1200, "poisson", SEED);
    GlmSettings plain = settings("poisson").withPenalty(0, 0, Penalised.STANDARDISED);
    List<? extends SecureSum> sums =
        PlainSum.among(GlmParties.THREE).stream()
            .map(sum -> new OutOfRange(new Watched(sum, new ArrayList<>(), 6), new ArrayList<>()))
            .toList();

    GlmFit fit = GlmParties.jointly(people, plain, sums).get(0);

    GlmModel expected = GlmParties.alone(people.subList(0, 600), plain).model();
    for (int j = 0; j < 3; j++) {
      assertThat(fit.model().coefficients()[0][j])
          .isCloseTo(expected.coefficients()[0][j], within(1e-7));
    }
  }

  @Test
  void aLossBetweenMeansAndSquaresEndsTheFit() {
    List<Person> people = GlmParties.people(1200, "poisson", SEED);
    List<? extends SecureSum> sums =
        PlainSum.among(GlmParties.THREE).stream()
            .map(sum -> new Watched(sum, new ArrayList<>(), 2))
            .toList();
    assertThatThrownBy(() -> GlmParties.jointly(people, settings("poisson"), sums))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("lost between the sums of means and of squares");
  }

  /**
   * All predictions are equal at the first point: loss and slope of those left there are two linear
   * equations of their weight and labels, and the moments have told the same of all.
   */
  @ParameterizedTest
  @CsvSource({
    "binary, 3",
    "multiclass, 3",
    "poisson, 3",
    "gamma, 3",
    "squared-error, 3",
    "squared-error, 5",
  })
  void aLossThatWouldTellMomentsOfThoseLeftEndsTheFit(String objective, int until) {
    List<Person> people = GlmParties.people(1200, objective, SEED);
    List<? extends SecureSum> sums =
        PlainSum.among(GlmParties.THREE).stream()
            .map(sum -> new Watched(sum, new ArrayList<>(), until))
            .toList();
    assertThatThrownBy(() -> GlmParties.jointly(people, settings(objective), sums))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("says of fewer parties what the moments said of all");
  }

  @Test
  void anOffsetAndAnInterceptAreTakenUpExactlyUnderSquaredError() {
    List<Person> people = GlmParties.people(400, "squared-error", SEED);
    List<Person> moved = new ArrayList<>();
    for (Person p : people) {
      moved.add(new Person(p.row(), p.label() - p.offset() + 5, p.weight(), 5));
    }
    GlmModel with = GlmParties.alone(people, settings("squared-error")).model();
    GlmModel without = GlmParties.alone(moved, settings("squared-error")).model();
    for (int j = 0; j < 4; j++) {
      assertThat(without.coefficients()[0][j]).isCloseTo(with.coefficients()[0][j], within(1e-7));
    }
  }

  @Test
  void aModelWithoutInterceptPassesThroughZero() {
    List<Person> people = GlmParties.people(400, "poisson", SEED);
    GlmFit fit = GlmParties.alone(people, settings("poisson").withIntercept(Intercept.NONE));
    assertThat(fit.model().intercepts()).containsExactly(0);
    assertThat(fit.end()).isNotEqualTo(End.ITERATIONS);
  }

  @Test
  void aStartOutOfRangeIsRefusedAtAll() {
    List<Person> people = new ArrayList<>();
    for (Person p : GlmParties.people(300, "gamma", SEED)) {
      people.add(new Person(p.row(), p.label(), p.weight(), people.size() == 7 ? 49 : -49));
    }
    assertThatThrownBy(
            () -> GlmParties.jointly(people, settings("gamma").withIntercept(Intercept.NONE)))
        .isInstanceOf(FederationException.class)
        .hasMessageStartingWith("the loss is out of range before the first step");
  }

  /** Two of three are out of range: the rest of the total must not be the third's own. */
  @Test
  void whoIsOutOfRangeHidesWhatTheOthersPutIn() {
    List<Person> people = new ArrayList<>();
    for (Person p : GlmParties.people(300, "gamma", SEED)) {
      people.add(new Person(p.row(), p.label(), p.weight(), people.size() < 150 ? -49 : 0));
    }
    List<long[]> put = new CopyOnWriteArrayList<>();
    List<long[]> opened = new CopyOnWriteArrayList<>();
    List<? extends SecureSum> sums =
        PlainSum.among(GlmParties.THREE).stream()
            .map(
                sum ->
                    new WatchedSum() {
                      @Override
                      public Total total(String purpose, long[] words) {
                        Total total = sum.total(purpose, words);
                        if (purpose.equals("glm-gradient")) {
                          opened.add(total.words());
                          if (words[0] == 0) {
                            put.add(words);
                          }
                        }
                        return total;
                      }

                      @Override
                      public void close() {
                        sum.close();
                      }
                    })
            .toList();
    assertThatThrownBy(
            () -> GlmParties.jointly(people, settings("gamma").withIntercept(Intercept.NONE), sums))
        .hasMessageStartingWith("the loss is out of range before the first step");
    assertThat(put).hasSize(1);
    assertThat(opened.get(0)[0]).isEqualTo(2);
    for (int i = 1; i < put.get(0).length; i++) {
      assertThat(opened.get(0)[i]).isNotEqualTo(put.get(0)[i]);
    }
  }

  @Test
  void refusesWhatThereIsNothingToLearnFrom() {
    List<Person> people = GlmParties.people(60, "binary", SEED);
    List<Person> alike = people.stream().map(p -> new Person(p.row(), 1, p.weight(), 0)).toList();
    assertThatThrownBy(() -> GlmParties.jointly(alike, settings("binary")))
        .isInstanceOf(FederationException.class)
        .hasMessageStartingWith("no party has a row of label 0");
    assertThatThrownBy(() -> GlmParties.jointly(alike, settings("squared-error")))
        .isInstanceOf(FederationException.class)
        .hasMessageStartingWith("all training labels of all parties are 1.0");
    assertThatThrownBy(() -> GlmParties.jointly(people.subList(0, 5), settings("binary")))
        .isInstanceOf(FederationException.class)
        .hasMessageStartingWith("this party has no row to train on");
  }

  @Test
  void termsThatDifferAreRefusedAtAll() {
    List<Person> people = GlmParties.people(300, "binary", SEED);
    List<PlainSum> sums = PlainSum.among(GlmParties.THREE);
    List<String> refusals = new CopyOnWriteArrayList<>();
    GlmParties.each(
        i -> {
          GlmSettings own =
              settings("binary").withPenalty(i == 1 ? 0.02 : 0.01, 0, Penalised.AS_GIVEN);
          try {
            return HorizontalGlm.fit(GlmParties.rows(people, 100), sums.get(i), own);
          } catch (FederationException e) {
            refusals.add(e.getMessage());
            return null;
          }
        },
        sums);
    assertThat(refusals).hasSize(3).allMatch(m -> m.startsWith("columns or settings differ"));
  }

  @Test
  void namesTheColumnThatCannotBeSummed() {
    RowLimits limits =
        new RowLimits(
            List.of("age", "debt"),
            "claims",
            "years",
            "log_years",
            GlmObjective.of("poisson", 1, 0));
    limits.check(new double[] {1, -1e14}, 0, 0, 50);
    refused(limits, new double[] {1, Double.NaN}, 0, 1, 0, "column 'debt' must be finite");
    refused(limits, new double[] {1.1e14, 1}, 0, 1, 0, "column 'age' must be finite and at most");
    refused(limits, new double[2], -1, 1, 0, "column 'claims' must be at least 0");
    refused(limits, new double[2], Double.NaN, 1, 0, "column 'claims' must be at least 0");
    refused(limits, new double[2], 1, -1, 0, "column 'years' must be at least 0");
    refused(limits, new double[2], 1, Double.NaN, 0, "column 'years' must be at least 0");
    refused(limits, new double[2], 1, 1, 51, "column 'log_years' must be finite and at most 5e+01");
  }

  private static void refused(
      RowLimits limits, double[] row, double label, double weight, double offset, String message) {
    assertThatThrownBy(() -> limits.check(row, label, weight, offset))
        .isInstanceOf(FederationException.class)
        .hasMessageStartingWith(message);
  }

  /** Notes what is put into sums of the gradient. */
  private record Noted(SecureSum sum, List<String> put) implements SecureSum {
    @Override
    public Total total(String purpose, long[] words) {
      put.add(purpose + Arrays.toString(words));
      return sum.total(purpose, words);
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

  /** The first two totals after a loss are out of range. */
  private record OutOfRange(SecureSum sum, List<Integer> out) implements SecureSum {
    @Override
    public Total total(String purpose, long[] words) {
      Total total = sum.total(purpose, words);
      if (total.parties().size() == 3 || out.size() == 2) {
        return total;
      }
      out.add(1);
      long[] changed = total.words().clone();
      changed[0] = 1;
      return new Total(changed, total.parties());
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

  /** Notes purposes, and after some sums leaves out the last party's vector. */
  private record Watched(SecureSum sum, List<String> purposes, int until) implements SecureSum {
    @Override
    public Total total(String purpose, long[] words) {
      purposes.add(purpose);
      if (purposes.size() <= until) {
        return sum.total(purpose, words);
      }
      boolean gone = Thread.currentThread().getName().equals("party-2");
      Total all = sum.total(purpose, gone ? new long[words.length] : words);
      return new Total(all.words(), all.parties().subList(0, 2));
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
