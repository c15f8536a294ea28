package dev.tributary.fl.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SoloModelTest {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final Log log =
      new Log(new PartyId("a"), new PrintStream(told, true, StandardCharsets.UTF_8));

  @Test
  void ownRowsThatDoNotSufficeEndNothing() {
    assertThat(SoloModel.fit(log, () -> "model")).hasValue("model");
    assertThat(told.size()).isZero();
    assertThat(
            SoloModel.<String>fit(
                log,
                () -> {
                  throw FederationException.user("all labels are 0");
                }))
        .isEmpty();
    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("there is no model of this party's own rows to compare with: all labels are 0");
  }

  @Test
  void whatOwnRowsAreNoReasonForEndsTheRun() {
    assertThatThrownBy(
            () ->
                SoloModel.<String>fit(
                    log,
                    () -> {
                      throw FederationException.resource("the disk is full");
                    }))
        .hasMessageContaining("the disk is full");
  }
}
