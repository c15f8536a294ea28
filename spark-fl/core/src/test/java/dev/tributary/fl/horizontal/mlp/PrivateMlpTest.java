package dev.tributary.fl.horizontal.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.SecureSource;
import dev.tributary.crypto.random.StreamSource;
import dev.tributary.fl.horizontal.glm.GlmParties;
import dev.tributary.fl.horizontal.glm.GlmParties.Person;
import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.privacy.Release;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.training.Progress;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateMlpTest {
  private static final NoiseShares SHARES = new NoiseShares(3, 2);

  private static MlpSettings settings(String objective, double rate) {
    MlpSettings of = MlpSettings.of(new MlpObjective(objective, 3)).withRounds(60, 0);
    MlpSettings.Local local = of.local();
    return of.with(
        new MlpSettings.Local(1, local.batch(), rate, 0, 0, local.shardRows()), of.server());
  }

  private static MlpPrivacy privacy(double epsilon) {
    return MlpPrivacy.of(new PrivacyBudget(epsilon, 1e-6), SHARES);
  }

  private static SecureSource source(int party) {
    byte[] seed = new byte[StreamSource.SEED_BYTES];
    seed[0] = (byte) party;
    return new StreamSource(SecretBytes.copyOf(seed));
  }

  /** Without weights, which a training with privacy does not take. */
  private static List<Person> people(int count, String objective) {
    return MlpParties.people(count, objective, 5).stream()
        .map(p -> new Person(p.row(), p.label(), 1, 0))
        .toList();
  }

  private static List<MlpFit> jointly(
      List<Person> people,
      MlpSettings settings,
      List<MlpPrivacy> privacies,
      List<? extends SecureSum> sums) {
    List<List<Person>> parts = MlpParties.divided(people);
    return GlmParties.each(
        i ->
            PrivateMlp.fit(
                GlmParties.rows(parts.get(i), 100 + 37 * i),
                sums.get(i),
                settings,
                privacies.get(i),
                source(i),
                Progress.silent()),
        sums);
  }

  private static List<MlpFit> jointly(
      List<Person> people, MlpSettings settings, MlpPrivacy privacy) {
    return jointly(
        people, settings, List.of(privacy, privacy, privacy), PlainSum.among(GlmParties.THREE));
  }

  /** Squared error, or log loss. */
  private static double loss(List<Person> people, MlpModel model) {
    double sum = 0;
    for (Person p : people) {
      double[] predicted = model.predict(model.raw(p.row()));
      sum +=
          model.fitted().isClassification()
              ? -Math.log(predicted[(int) p.label()])
              : (p.label() - predicted[0]) * (p.label() - predicted[0]);
    }
    return sum / people.size();
  }

  private static double trivial(List<Person> people, boolean classes) {
    double[] count = new double[3];
    double mean = people.stream().mapToDouble(Person::label).average().orElse(0);
    people.forEach(p -> count[classes ? (int) p.label() : 0]++);
    double sum = 0;
    for (Person p : people) {
      sum +=
          classes
              ? -Math.log(count[(int) p.label()] / people.size())
              : (p.label() - mean) * (p.label() - mean);
    }
    return sum / people.size();
  }

  @ParameterizedTest
  @CsvSource({"binary, 2, 0.85", "multiclass, 2, 0.7", "squared-error, 0.3, 0.9"})
  void allGetOneModelThatKnowsMuchOfWhatOneWithoutNoiseKnows(
      String objective, double rate, double kept) {
    List<Person> people = people(12_000, objective);
    List<MlpFit> joint = jointly(people, settings(objective, rate), privacy(8));
    MlpModel model = joint.get(0).model();
    for (MlpFit fit : joint) {
      assertThat(ModelJson.write(fit.model())).isEqualTo(ModelJson.write(model));
      assertThat(fit.sums()).isEqualTo(1 + 3 + 60);
      assertThat((double) fit.moments().rows()).isCloseTo(12_000, within(200.0));
      assertThat(fit.parties()).isEqualTo(GlmParties.THREE);
    }
    double trivial = trivial(people, !objective.equals("squared-error"));
    double exact =
        loss(
            people,
            MlpParties.alone(
                    people, MlpSettings.of(new MlpObjective(objective, 3)).withRounds(20, 0))
                .model());
    assertThat(trivial - loss(people, model)).isGreaterThan(kept * (trivial - exact));
  }

  @Test
  void noPartyCanLowerTheNoiseOfOthers() {
    assertThatThrownBy(
            () ->
                jointly(
                    people(600, "binary"),
                    settings("binary", 1),
                    List.of(privacy(1), privacy(1), privacy(1.0001)),
                    PlainSum.among(GlmParties.THREE)))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("settings differ");
  }

  /**
   * All that leaves beside the comparison of terms is planned. Weights of a column that does not
   * vary have no gradient, and so nothing but noise in what leaves.
   */
  @Test
  void opensWhatItsPlanSaysWithNoiseInEveryWord() {
    MlpSettings settings = settings("binary", 1);
    PrivacyPlan plan = privacy(4).plan(settings, 4);
    assertThat(plan.epsilon()).isBetween(3.99, 4.0);
    List<MlpParties.Watched> watched = MlpParties.Watched.among(Integer.MAX_VALUE);
    MlpPrivacy privacy = privacy(4);
    jointly(people(6_000, "binary"), settings, List.of(privacy, privacy, privacy), watched);
    MlpParties.Watched one = watched.get(0);
    assertThat(one.purposes().remove(0)).isEqualTo("mlp-terms");
    one.put().remove(0);
    assertThat(one.purposes()).hasSize(plan.sums());
    for (Release release : plan.releases()) {
      assertThat(one.purposes().stream().filter(release.purpose()::equals))
          .hasSize(release.times());
    }
    Topology topology = settings.topology(4);
    for (int i = 0; i < one.put().size(); i++) {
      if (one.purposes().get(i).equals(MlpPrivacy.STEP)) {
        long[] ofConstant =
            Arrays.copyOfRange(one.put().get(i), 3 * topology.units(0), 4 * topology.units(0));
        assertThat(ofConstant).doesNotContain(0);
      }
    }
  }

  /** One row more moves a step by no longer a vector than planned, whatever is in it. */
  @ParameterizedTest
  @ValueSource(strings = {"binary", "multiclass", "squared-error"})
  void noRowIsLongerThanItsSensitivity(String objective) {
    Random random = new Random(7);
    MlpSettings settings = settings(objective, 1);
    Topology topology = settings.topology(4);
    List<Release> releases = privacy(1).plan(settings, 4).releases();
    double sensitivity = releases.get(releases.size() - 1).sensitivity();
    double longest = 0;
    for (int i = 0; i < 1_000; i++) {
      double size = Math.exp(random.nextGaussian() * (i % 3 == 0 ? 30 : 1));
      double[] row = random.doubles(4, -size, size).toArray();
      double[] at = random.doubles(topology.weights(), -3, 3).toArray();
      double label = objective.equals("squared-error") ? 100 * row[0] : random.nextInt(2);
      long[] words =
          new ClippedNetworkGradient(topology, settings.objective(), at, privacy(1).clipped())
              .sum(
                  List.of(
                          new RowBlock(
                              4, row, new double[] {label}, new double[] {9}, new double[1]))
                      .iterator());
      double squares = 0;
      for (int w = 1; w < words.length; w++) {
        squares += (double) words[w] * words[w];
      }
      longest = Math.max(longest, Math.sqrt(squares));
    }
    assertThat(longest).isLessThanOrEqualTo(sensitivity).isGreaterThan(0.99 * sensitivity);
  }

  @Test
  void refusesWhatNoiseWouldHideAndWhatHasNoMeaning() {
    assertThatThrownBy(() -> jointly(people(300, "binary"), settings("binary", 1), privacy(0.1)))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("that the noise of privacy hides how many");
    assertThatThrownBy(
            () ->
                PrivateMlp.fit(
                    GlmParties.rows(List.of(), 1),
                    PlainSum.alone(new PartyId("all")),
                    settings("binary", 1),
                    privacy(1),
                    source(0),
                    Progress.silent()))
        .hasMessageContaining("no row to train on");
    MlpSettings of = settings("binary", 1);
    for (MlpSettings wrong :
        List.of(
            of.withRounds(60, 3),
            of.with(new MlpSettings.Local(2, 32, 1, 0, 0, 1 << 16), of.server()),
            of.with(new MlpSettings.Local(1, 9, 1, 0, 0, 1 << 16), of.server()),
            of.with(of.local(), MlpSettings.Server.of(Aggregate.FEDADAM)))) {
      assertThatThrownBy(() -> MlpPrivacy.check(wrong))
          .isInstanceOf(FederationException.class)
          .hasMessageContaining("must be left out with privacy: every round is one step");
    }
  }
}
