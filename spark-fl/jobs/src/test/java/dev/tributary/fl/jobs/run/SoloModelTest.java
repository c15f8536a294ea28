package dev.tributary.fl.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
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
  void aStageByItselfGivesUpAlone() {
    PartyId own = new PartyId("a");
    PartyId other = new PartyId("b");
    InMemoryMailbox mailbox = new InMemoryMailbox();
    Exchange end = mailbox.exchange(own);
    FederatedSession run =
        new FederatedSession(
            own,
            Roster.horizontal(List.of(own, other)),
            new RunId("run-1"),
            0,
            end,
            new LocalCompute(end, 1),
            Duration.ofSeconds(1));
    FederationException refused = FederationException.user("all labels are 0");

    assertThat(SoloModel.session(run).exchange().abort(refused)).isSameAs(refused);

    end.send(run.to(other, 0, "sums"), new byte[] {7});
    assertThat(mailbox.exchange(other).receive(run.to(other, 0, "sums"), run.stepTimeout(), 1))
        .containsExactly(7);
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
