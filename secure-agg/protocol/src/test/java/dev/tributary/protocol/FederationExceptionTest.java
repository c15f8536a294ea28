package dev.tributary.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FederationExceptionTest {
  private static final String DEFECT = "an internal error; its log has the details";

  @Test
  void tellsPeersWhoseFaultItIsInOneLine() {
    FederationException full = FederationException.resource("no space\n  on %s", "disk 1");

    assertThat(FederationException.reasonForPeers(new IllegalStateException("x", full)))
        .isEqualTo("no space on disk 1");
    assertThat(FederationException.reasonForPeers(FederationException.resource("y".repeat(1000))))
        .hasSize(300);
  }

  @Test
  void quotesNothingOfThePartysOwnDataUnlessAllKnowIt() {
    assertThat(FederationException.reasonForPeers(FederationException.user("row of Ann")))
        .doesNotContain("Ann")
        .contains("its own data");
    assertThat(FederationException.reasonForPeers(FederationException.agreed("3 rows in common")))
        .isEqualTo("3 rows in common");
  }

  @Test
  void tellsPeersNothingOfADefect() {
    FederationException own = new FederationException(ErrorCode.INTERNAL, "row of Ann");

    assertThat(FederationException.reasonForPeers(new IllegalStateException("row of Ann")))
        .isEqualTo(DEFECT);
    assertThat(FederationException.reasonForPeers(own)).isEqualTo(DEFECT);
  }
}
