package dev.tributary.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FederationExceptionTest {
  private static final String DEFECT = "an internal error; its log has the details";

  @Test
  void tellsPeersWhoseFaultItIsInOneLine() {
    FederationException known = FederationException.user("no rows\n  in %s", "data.csv");

    assertThat(FederationException.reasonForPeers(new IllegalStateException("x", known)))
        .isEqualTo("no rows in data.csv");
    assertThat(FederationException.reasonForPeers(FederationException.user("y".repeat(1000))))
        .hasSize(300);
  }

  @Test
  void tellsPeersNothingOfADefect() {
    FederationException own = new FederationException(ErrorCode.INTERNAL, "row of Ann");

    assertThat(FederationException.reasonForPeers(new IllegalStateException("row of Ann")))
        .isEqualTo(DEFECT);
    assertThat(FederationException.reasonForPeers(own)).isEqualTo(DEFECT);
  }
}
