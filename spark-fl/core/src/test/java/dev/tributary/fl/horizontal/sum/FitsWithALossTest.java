package dev.tributary.fl.horizontal.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tributary.crypto.random.SystemSource;
import dev.tributary.fl.horizontal.gbdt.BoostingPrivacy;
import dev.tributary.fl.horizontal.gbdt.BoostingSettings;
import dev.tributary.fl.horizontal.gbdt.HorizontalGbt;
import dev.tributary.fl.horizontal.gbdt.LocalRawRows;
import dev.tributary.fl.horizontal.gbdt.PrivateGbt;
import dev.tributary.fl.horizontal.gbdt.RowRules;
import dev.tributary.fl.horizontal.glm.GlmFit;
import dev.tributary.fl.horizontal.glm.GlmObjective;
import dev.tributary.fl.horizontal.glm.GlmPrivacy;
import dev.tributary.fl.horizontal.glm.GlmSettings;
import dev.tributary.fl.horizontal.glm.HorizontalGlm;
import dev.tributary.fl.horizontal.glm.PrivateGlm;
import dev.tributary.fl.horizontal.kmeans.KMeansPrivacy;
import dev.tributary.fl.horizontal.kmeans.KMeansSettings;
import dev.tributary.fl.horizontal.kmeans.KMeansSteps;
import dev.tributary.fl.horizontal.kmeans.PrivateKMeans;
import dev.tributary.fl.horizontal.mlp.HorizontalMlp;
import dev.tributary.fl.horizontal.mlp.MlpFit;
import dev.tributary.fl.horizontal.mlp.MlpObjective;
import dev.tributary.fl.horizontal.mlp.MlpSettings;
import dev.tributary.fl.horizontal.pca.JointCovariance;
import dev.tributary.fl.horizontal.pca.PcaPrivacy;
import dev.tributary.fl.horizontal.pca.PrivateCovariance;
import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.rows.LocalRows;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.sum.SumRules.Consent;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.training.optimize.Stopping;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits over masked sums of four parties, the last of which is killed within one sum. */
@Timeout(300)
class FitsWithALossTest {
  private static final int SIZE = 4;
  private static final int FEWEST = 3;
  private static final PrivacyBudget BUDGET = new PrivacyBudget(8, 1e-6);
  private static final NoiseShares SHARES = new NoiseShares(FEWEST, FEWEST - 1);

  private static LocalRows rows(int seed, int count) {
    Random random = new Random(seed);
    RowBlock.Builder block = new RowBlock.Builder(2);
    for (int i = 0; i < count; i++) {
      double x = random.nextGaussian();
      double label = x + random.nextGaussian() > 0 ? 1 : 0;
      block.add(new double[] {x, random.nextGaussian()}, label, 1, 0);
    }
    return new LocalRows(List.of("x", "noise"), List.of(List.of(block.build())));
  }

  /**
   * What those left come to.
   *
   * @param step before which the last party is killed, such as {@code glm-step/vector}, and if it
   *     is not the first of that name the number of its sum
   */
  private static <F> List<F> withALoss(String step, BiFunction<Integer, SecureSum, F> fit) {
    return running(step, fit).stream().map(CompletableFuture::join).toList();
  }

  /** Those left. */
  private static <F> List<CompletableFuture<F>> running(
      String step, BiFunction<Integer, SecureSum, F> fit) {
    String[] at = step.split(" ");
    int first = at.length > 1 ? Integer.parseInt(at[1]) : 0;
    SumFederation parties = new SumFederation(SIZE, FEWEST, Duration.ofSeconds(60));
    SumRules rules = new SumRules(parties.members.get(0), FEWEST, FEWEST, Consent.NONE);
    List<CompletableFuture<F>> running = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      int party = i;
      PartyId name = parties.members.get(i);
      Exchange end = parties.mailbox.exchange(name);
      Exchange own = i < FEWEST ? end : new LeavingParty(parties.mailbox, end, at[0], first);
      running.add(
          parties.start(
              name,
              parties.session(name, own),
              session -> {
                try (MaskedSum sums = MaskedSum.open(session, rules)) {
                  return fit.apply(party, sums);
                }
              }));
    }
    assertThatThrownBy(running.get(FEWEST)::join).hasRootCauseInstanceOf(LeavingParty.Killed.class);
    return running.subList(0, FEWEST);
  }

  private static List<String> left(List<PartyId> parties) {
    return parties.stream().map(PartyId::name).toList();
  }

  /**
   * The noise of three of whom two collude is in every total, and nothing that was open is again.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ranges-octaves/unmasking",
        "ranges-parts/vector",
        "glm-step/shares",
        "glm-step/total"
      })
  void aPrivateFitGoesOnWithThoseLeft(String step) {
    GlmSettings settings =
        GlmSettings.of(GlmObjective.of("binary", 2, 1.5)).withStopping(new Stopping(10, 0));
    GlmPrivacy privacy = GlmPrivacy.of(BUDGET, SHARES);
    List<GlmFit> fits =
        withALoss(
            step,
            (party, sum) ->
                PrivateGlm.fit(rows(party, 1000), sum, settings, privacy, new SystemSource()));
    for (GlmFit fit : fits) {
      assertThat(left(fit.parties())).containsExactly("bank-0", "bank-1", "bank-2");
      assertThat(ModelJson.write(fit.model())).isEqualTo(ModelJson.write(fits.get(0).model()));
    }
    assertThat(fits.get(0).model().coefficients()[0][0]).isBetween(0.5, 4.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlp-validation/unmasking",
        "mlp-round/vector",
        "mlp-round/unmasking",
        "mlp-loss/vector"
      })
  void aPerceptronTrainsOnWithThoseLeft(String step) {
    MlpSettings settings = MlpSettings.of(new MlpObjective("binary", 0)).withRounds(6, 5);
    List<MlpFit> fits =
        withALoss(
            step,
            (party, sum) ->
                HorizontalMlp.fit(
                    rows(party, 500), rows(10 + party, 100), sum, settings, Progress.silent()));
    for (MlpFit fit : fits) {
      assertThat(left(fit.parties())).containsExactly("bank-0", "bank-1", "bank-2");
      assertThat(fit.model().weights()).containsExactly(fits.get(0).model().weights());
      assertThat(fit.rounds()).hasSize(6);
      assertThat(fit.moments().rows()).isEqualTo(SIZE * 500);
    }
  }

  /** A point that was summed over four is not summed again over three; the next one is. */
  @ParameterizedTest
  @ValueSource(
      strings = {"glm-gradient/shares 4", "glm-gradient/vector 5", "glm-gradient/unmasking 4"})
  void aLinearModelIsFitOnWithThoseLeft(String step) {
    GlmSettings settings = GlmSettings.of(GlmObjective.of("binary", 2, 1.5));
    List<GlmFit> fits =
        withALoss(step, (party, sum) -> HorizontalGlm.fit(rows(party, 500), sum, settings));
    for (GlmFit fit : fits) {
      assertThat(left(fit.parties())).containsExactly("bank-0", "bank-1", "bank-2");
      assertThat(ModelJson.write(fit.model())).isEqualTo(ModelJson.write(fits.get(0).model()));
    }
    assertThat(fits.get(0).model().coefficients()[0][0]).isBetween(1.0, 3.0);
  }

  private static Object clusters(int party, SecureSum sum) {
    return KMeansSteps.fit(
        rows(party, 200),
        sum,
        new KMeansSettings(3, 10, 1e-4, 1, KMeansSettings.Scaling.STANDARDISED));
  }

  private static Object covariance(int party, SecureSum sum) {
    return JointCovariance.of(rows(party, 200), sum, 1);
  }

  private static Object trees(int party, SecureSum sum) {
    BoostingSettings settings = BoostingSettings.of(Objective.binary()).with(3, 3, 0.3);
    return HorizontalGbt.fit(
        rawRows(party, 200, settings), sum, settings, SamplingSecret.fresh(), Progress.silent());
  }

  private static LocalRawRows rawRows(int party, int count, BoostingSettings settings) {
    Random random = new Random(party);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double x = random.nextGaussian();
      rows.add(new double[] {x, random.nextGaussian(), x > 0.2 ? 1 : 0, 1, 0});
    }
    RowRules rules = new RowRules(List.of("x", "noise"), "y", "", settings.objective(), 1);
    return new LocalRawRows(rules, List.of(rows));
  }

  private static Object privateClusters(int party, SecureSum sum) {
    return PrivateKMeans.fit(
        rows(party, 1000),
        sum,
        new KMeansSettings(3, 3, 1e-4, 10, KMeansSettings.Scaling.STANDARDISED),
        new KMeansPrivacy(BUDGET, SHARES, 2),
        new SystemSource());
  }

  private static Object privateCovariance(int party, SecureSum sum) {
    return PrivateCovariance.of(
        rows(party, 1000), sum, new PcaPrivacy(BUDGET, SHARES, 2), new SystemSource());
  }

  private static Object privateTrees(int party, SecureSum sum) {
    BoostingSettings settings = BoostingSettings.of(Objective.binary()).with(3, 3, 0.3);
    return PrivateGbt.fit(
        rawRows(party, 1000, settings),
        sum,
        settings,
        BoostingPrivacy.of(BUDGET, SHARES),
        new SystemSource(),
        Progress.silent());
  }

  private static Object layer(int party, SecureSum sum) {
    MlpSettings settings = MlpSettings.of(new MlpObjective("squared-error", 0)).withRounds(6, 5);
    return HorizontalMlp.fit(
        rows(party, 200),
        rows(10 + party, 50),
        sum,
        settings.withHidden(settings.activation()),
        Progress.silent());
  }

  private static Object linear(int party, SecureSum sum, String objective) {
    GlmSettings settings = GlmSettings.of(GlmObjective.of(objective, 2, 1.5));
    return HorizontalGlm.fit(rows(party, 200), sum, settings);
  }

  private static final Map<String, BiFunction<Integer, SecureSum, Object>> OF_THE_SAME_PEOPLE =
      Map.of(
          "kmeans", FitsWithALossTest::clusters,
          "pca", FitsWithALossTest::covariance,
          "gbdt", FitsWithALossTest::trees,
          "glm", (party, sum) -> linear(party, sum, "binary"),
          "layer", FitsWithALossTest::layer,
          "squares", (party, sum) -> linear(party, sum, "squared-error"),
          "private-kmeans", FitsWithALossTest::privateClusters,
          "private-pca", FitsWithALossTest::privateCovariance,
          "private-gbdt", FitsWithALossTest::privateTrees);

  /** Nobody hangs, and each of those left hears who is missing. */
  @ParameterizedTest
  @CsvSource({
    "kmeans, moments-squares/shares, moments are of the same people in every sum",
    "kmeans, kmeans-rows/vector, clusters are of the same people in every sum",
    "kmeans, kmeans-sums/unmasking, clusters are of the same people in every sum",
    "pca, moments-means/vector, moments are of the same people in every sum",
    "pca, pca-products/shares, covariances are of the same people in every sum",
    "gbdt, cuts-octaves/vector, trees are of the same people from the first sum to the last",
    "gbdt, gbdt-labels/unmasking, trees are of the same people from the first sum to the last",
    "gbdt, gbdt-level/shares, trees are of the same people from the first sum to the last",
    "gbdt, gbdt-loss/vector, trees are of the same people from the first sum to the last",
    "glm, glm-gradient/vector, says of fewer parties what the moments said of all",
    "squares, glm-gradient/shares 5, says of fewer parties what the moments said of all",
    "layer, mlp-round/vector 5, says of fewer parties what the moments said of all",
    "private-kmeans, ranges-parts/shares, clusters are of the same people in every sum",
    "private-kmeans, kmeans-part/unmasking, clusters are of the same people in every sum",
    "private-kmeans, kmeans-step/vector, clusters are of the same people in every sum",
    "private-kmeans, kmeans-end/vector, clusters are of the same people in every sum",
    "private-pca, ranges-octaves/vector, covariances are of the same people in every sum",
    "private-pca, pca-products/shares, covariances are of the same people in every sum",
    "private-gbdt, ranges-octaves/vector, trees are of the same people from the first sum to the last",
    "private-gbdt, ranges-parts/shares, trees are of the same people from the first sum to the last",
    "private-gbdt, gbdt-leaves/unmasking, trees are of the same people from the first sum to the last",
  })
  void whatIsOfTheSamePeopleEndsForAll(String algorithm, String step, String consequence) {
    List<String> told = new ArrayList<>();
    for (CompletableFuture<Object> party : running(step, OF_THE_SAME_PEOPLE.get(algorithm))) {
      Throwable end = catchThrowable(party::join);
      assertThat(end).rootCause().isInstanceOf(FederationException.class);
      told.add(end.getCause().getMessage());
    }
    // The first who gives up ends it for the others, who hear of whom and why.
    assertThat(told).allMatch(text -> text.contains("bank-3") && text.contains("was lost"));
    assertThat(told).anyMatch(text -> text.contains(consequence));
  }
}
