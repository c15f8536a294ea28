package dev.tributary.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class FailureReportTest {
  private final StringWriter err = new StringWriter();

  @Test
  void blameDecidesTheExitCode() {
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(print(new IllegalStateException(new FederationException(code, "what\n happened"))))
          .isEqualTo(code.exitCode());
    }
    assertThat(err.toString().lines().filter(l -> l.equals("tributary: what happened"))).hasSize(4);
  }

  @Test
  void whatIsNoDefectIsOneLine() {
    assertThat(print(FederationException.user("a key\nis missing"))).isEqualTo(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines("tributary: a key is missing");
  }

  @Test
  void anythingUnforeseenIsADefectWithItsTrace() {
    assertThat(print(new IllegalArgumentException("x"))).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("tributary: a defect of this software")
        .contains("at " + FailureReportTest.class.getName());
  }

  @Test
  void theCauseThatCarriesTheBlameSpeaks() {
    assertThat(FailureReport.line(FederationException.peer(new PartyId("a"), "b")))
        .isEqualTo("a: b");
  }

  private int print(Throwable failure) {
    return FailureReport.print(failure, new PrintWriter(err, true));
  }
}
