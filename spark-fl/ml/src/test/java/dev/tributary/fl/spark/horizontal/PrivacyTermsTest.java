package dev.tributary.fl.spark.horizontal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.spark.horizontal.kmeans.HorizontalKMeans;
import dev.tributary.fl.spark.horizontal.pca.HorizontalPCA;
import dev.tributary.fl.spark.horizontal.pca.PcaParams;
import dev.tributary.protocol.FederationException;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.api.Test;

class PrivacyTermsTest {
  private static HorizontalKMeans stage() {
    return new HorizontalKMeans("stage");
  }

  private static void refused(Params stage, String message) {
    assertThatThrownBy(() -> PrivacyTerms.of(stage, 3))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(message);
  }

  /** Who asks for a part of it believes that there is noise. */
  @Test
  void privacyIsNotHalfSaid() {
    refused(stage().setDelta(1e-6), "set epsilon beside delta");
    refused(stage().setMinParties(3), "set epsilon beside minParties");
    refused(stage().setColluding(1), "set epsilon beside colluding");
    refused(stage().setEpsilon(1), "set delta beside epsilon");
    assertThat(PrivacyTerms.of(stage().setClip(3), 3)).isEmpty();
    assertThat(PrivacyTerms.of(stage().setEpsilon(1).setDelta(1e-6), 3)).isPresent();
  }

  @Test
  void partiesSeeThatOneHasNone() {
    String none = PrivacyTerms.words(PrivacyTerms.of(stage(), 3));
    String some = PrivacyTerms.words(PrivacyTerms.of(stage().setEpsilon(1).setDelta(1e-6), 3));
    String more = PrivacyTerms.words(PrivacyTerms.of(stage().setEpsilon(2).setDelta(1e-6), 3));
    assertThat(none).isNotEqualTo(some);
    assertThat(more).isNotEqualTo(some);
  }

  @Test
  void rulesOfTotalsWithoutNoiseAreLeftOut() {
    HorizontalPCA usual = new HorizontalPCA("stage").setLeastCount(10);
    PrivacyTerms.requireUnused(usual, PcaParams.LEAST_COUNT);
    assertThatThrownBy(
            () -> PrivacyTerms.requireUnused(usual.setLeastCount(11), PcaParams.LEAST_COUNT))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("leastCount must be left out with epsilon");
  }
}
