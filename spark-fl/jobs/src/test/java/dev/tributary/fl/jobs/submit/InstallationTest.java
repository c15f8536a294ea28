package dev.tributary.fl.jobs.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import org.junit.jupiter.api.Test;

class InstallationTest {
  /** A jar that was started by hand. */
  @Test
  void aVariableThatTheLauncherWouldSetIsNamed() {
    assertThatThrownBy(() -> Installation.path("TRIBUTARY_OF_NO_LAUNCHER"))
        .hasMessage(
            "TRIBUTARY_OF_NO_LAUNCHER must name an existing file; start this command through"
                + " ./tributary. Provided value: null")
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.USER));
  }
}
