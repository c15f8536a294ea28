package dev.tributary.fl.horizontal.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.SecureSource;
import dev.tributary.crypto.random.StreamSource;
import dev.tributary.fl.horizontal.glm.GlmParties.Person;
import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.training.optimize.Minimum;
import dev.tributary.fl.training.optimize.Stopping;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateGlmTest {
  private static final NoiseShares SHARES = new NoiseShares(3, 2);

  private static GlmSettings settings(String objective) {
    return GlmSettings.of(GlmObjective.of(objective, 3, 1.5))
        .withPenalty(1e-3, 0, Penalised.STANDARDISED)
        .withStopping(new Stopping(50, 0));
  }

  private static GlmPrivacy privacy(double epsilon) {
    return GlmPrivacy.of(new PrivacyBudget(epsilon, 1e-6), SHARES);
  }

  private static SecureSource source(int party) {
    byte[] seed = new byte[StreamSource.SEED_BYTES];
    seed[0] = (byte) party;
    return new StreamSource(SecretBytes.copyOf(seed));
  }

  /** Without weights and offsets, which a fit with privacy does not take. */
  private static List<Person> people(int count, String objective, long seed) {
    return GlmParties.people(count, objective, seed).stream()
        .map(p -> new Person(p.row(), p.label(), 1, 0))
        .toList();
  }

  private static List<GlmFit> jointly(
      List<Person> people, GlmSettings settings, List<GlmPrivacy> privacies) {
    return jointly(people, settings, privacies, PlainSum.among(GlmParties.THREE));
  }

  private static List<GlmFit> jointly(
      List<Person> people,
      GlmSettings settings,
      List<GlmPrivacy> privacies,
      List<? extends SecureSum> sums) {
    int n = people.size();
    List<List<Person>> parts =
        List.of(people.subList(0, n / 6), people.subList(n / 6, n / 2), people.subList(n / 2, n));
    return GlmParties.each(
        i ->
            PrivateGlm.fit(
                GlmParties.rows(parts.get(i), 100 + 37 * i),
                sums.get(i),
                settings,
                privacies.get(i),
                source(i)),
        sums);
  }

  private static List<GlmPrivacy> all(GlmPrivacy privacy) {
    return List.of(privacy, privacy, privacy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"binary", "multiclass", "squared-error", "poisson", "gamma", "tweedie"})
  void allGetOneModelThatIsNearTheOneWithoutNoise(String objective) {
    List<Person> people = people(30_000, objective, 5);
    GlmFit exact = GlmParties.alone(people, settings(objective));
    List<GlmFit> joint = jointly(people, settings(objective), all(privacy(8)));
    for (GlmFit fit : joint) {
      assertThat(ModelJson.write(fit.model())).isEqualTo(ModelJson.write(joint.get(0).model()));
      assertThat(fit.end()).isEqualTo(Minimum.End.STEPS);
      assertThat(fit.sums()).isEqualTo(54);
      assertThat(fit.parties()).isEqualTo(GlmParties.THREE);
    }
    double trivial = loss(people, zero(joint.get(0).model()));
    double gained = trivial - loss(people, exact.model());
    assertThat(trivial - loss(people, joint.get(0).model())).isGreaterThan(0.9 * gained);
    assertThat((double) joint.get(0).moments().rows()).isCloseTo(30_000, within(300.0));
    assertThat(joint.get(0).moments().means()[0]).isCloseTo(1000, within(2.0));
  }

  /** Labels in pounds or in pence, of which clip and steps are no other ones. */
  @ParameterizedTest
  @ValueSource(strings = {"squared-error", "poisson", "gamma", "tweedie"})
  void theUnitOfALabelDoesNotMatter(String objective) {
    List<Person> people =
        people(30_000, objective, 5).stream()
            .map(p -> new Person(p.row(), 300 * p.label(), 1, 0))
            .toList();
    GlmSettings settings = settings(objective).withPenalty(0, 0, Penalised.STANDARDISED);
    GlmFit exact = GlmParties.alone(people, settings);
    GlmFit fit = jointly(people, settings, all(privacy(8))).get(0);
    double trivial = loss(people, zero(fit.model()));
    double gained = trivial - loss(people, exact.model());
    assertThat(trivial - loss(people, fit.model())).isGreaterThan(0.9 * gained);
  }

  /** The model that knows the mean label alone. */
  private static GlmModel zero(GlmModel model) {
    double[] none = new double[model.features().size()];
    double[][] coefficients = new double[model.intercepts().length][];
    Arrays.fill(coefficients, none);
    double[] intercepts = model.intercepts().clone();
    for (int k = 0; k < intercepts.length; k++) {
      double[] centre = {1000, 1, 0.5, 3};
      for (int j = 0; j < centre.length; j++) {
        intercepts[k] += model.coefficients()[k][j] * centre[j];
      }
    }
    return new GlmModel(
        GlmModel.FORMAT,
        model.objective(),
        model.power(),
        model.features(),
        coefficients,
        intercepts);
  }

  private static double loss(List<Person> people, GlmModel model) {
    double sum = 0;
    double[] slope = new double[model.intercepts().length];
    for (Person p : people) {
      sum += model.fitted().loss(p.label(), model.eta(p.row(), 0), slope);
    }
    return sum;
  }

  /** A party's own job says how much noise there is: another that says less ends the run at all. */
  @Test
  void noPartyCanLowerTheNoiseOfOthers() {
    List<Person> people = people(600, "binary", 5);
    assertThatThrownBy(
            () ->
                jointly(
                    people, settings("binary"), List.of(privacy(1), privacy(1), privacy(1.0001))))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("settings differ");
  }

  /** All that leaves beside the comparison of terms has noise, and there is nothing else. */
  @Test
  void opensWhatItsPlanSaysAndNothingElse() {
    List<String> seen = new CopyOnWriteArrayList<>();
    List<SecureSum> sums = new ArrayList<>();
    for (PlainSum plain : PlainSum.among(GlmParties.THREE)) {
      sums.add(
          new SecureSum() {
            @Override
            public Total total(String purpose, long[] words) {
              seen.add(purpose + " " + words.length);
              return plain.total(purpose, words);
            }

            @Override
            public Optional<Total> totalAmong(List<PartyId> parties, String purpose, long[] words) {
              seen.add(purpose + " " + words.length);
              return plain.totalAmong(parties, purpose, words);
            }

            @Override
            public void close() {
              plain.close();
            }
          });
    }
    jointly(people(9_000, "binary", 5), settings("binary"), all(privacy(4)), sums);
    assertThat(seen.stream().distinct())
        .containsExactlyInAnyOrder(
            "glm-terms 1", "ranges-octaves 283", "ranges-parts 512", "glm-step 5");
    assertThat(seen.stream().filter("glm-step 5"::equals)).hasSize(150);
    assertThat(privacy(4).plan(settings("binary"), 4).epsilon()).isBetween(3.99, 4.0);
  }

  @Test
  void refusesWhatNoiseWouldHide() {
    assertThatThrownBy(
            () -> jointly(people(300, "binary", 5), settings("binary"), all(privacy(0.1))))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("that the noise of privacy hides how many");
    assertThatThrownBy(
            () ->
                jointly(
                    people(300, "binary", 5),
                    settings("binary").withPenalty(0.1, 0.5, Penalised.STANDARDISED),
                    all(privacy(1))))
        .hasMessageContaining("l1-share must be 0");
  }

  /** One row more changes the sum by a vector no longer than the clip, whatever is in the row. */
  @ParameterizedTest
  @ValueSource(strings = {"binary", "multiclass", "squared-error", "poisson", "gamma", "tweedie"})
  void noRowIsLongerThanTheClip(String objective) {
    Random random = new Random(7);
    GlmObjective loss = GlmObjective.of(objective, 3, 1.5);
    int longest = 0;
    for (int i = 0; i < 2_000; i++) {
      double size = Math.exp(random.nextGaussian() * (i % 3 == 0 ? 30 : 1));
      double[] row = new double[4];
      for (int j = 0; j < row.length; j++) {
        row[j] = size * random.nextGaussian();
      }
      double[] at = new double[5 * loss.outputs()];
      for (int j = 0; j < at.length; j++) {
        at[j] = random.nextGaussian();
      }
      double label = objective.equals("squared-error") ? 100 * row[0] : random.nextInt(2);
      label = objective.equals("gamma") ? 1 + label : label;
      ClippedGradient kernel = new ClippedGradient(loss, 4, Intercept.FITTED, at, 2);
      long[] words =
          kernel.sum(
              List.of(
                      new RowBlock(
                          4, row, new double[] {label}, new double[] {1}, new double[] {0}))
                  .iterator());
      long squares = 0;
      for (int w = 1; w < words.length; w++) {
        squares += words[w] * words[w];
      }
      assertThat(squares).isLessThanOrEqualTo(ClippedGradient.LONGEST * ClippedGradient.LONGEST);
      longest += squares > 0.999 * ClippedGradient.LONGEST * ClippedGradient.LONGEST ? 1 : 0;
    }
    assertThat(longest).isGreaterThan(100);
  }

  @Test
  void needsARowOfItsOwn() {
    assertThatThrownBy(
            () ->
                PrivateGlm.fit(
                    GlmParties.rows(List.of(), 1),
                    PlainSum.alone(new PartyId("all")),
                    settings("binary"),
                    privacy(1),
                    source(0)))
        .hasMessageContaining("no row to train on");
  }
}
