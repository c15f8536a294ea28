package dev.tributary.aggregator.service;

import static dev.tributary.aggregator.service.RunUnderWay.BUREAU;
import static dev.tributary.aggregator.service.RunUnderWay.LENDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.PartyId;
import dev.tributary.transport.proto.AbortReply;
import dev.tributary.transport.proto.AbortRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a party that gives up hears of those that did before. */
class AbortTest {
  @TempDir private Path folder;
  private RunUnderWay run;

  @BeforeEach
  void open() {
    run = new RunUnderWay(folder, 1000);
  }

  @Test
  void theSecondHearsOfTheFirst() {
    assertThat(abort(LENDER, "the disk is full")).isEmpty();
    assertThat(abort(BUREAU, "its job was cancelled"))
        .isEqualTo("lender gave up: the disk is full");
  }

  /** As a client does whose connection broke before the answer came. */
  @Test
  void whoSaysItTwiceIsStillTheFirst() {
    assertThat(abort(LENDER, "the disk is full")).isEmpty();
    assertThat(abort(LENDER, "the disk is full")).isEmpty();
  }

  private String abort(PartyId party, String reason) {
    FuzzedAnswer<AbortReply> answer = new FuzzedAnswer<>();
    RunUnderWay.as(
        party,
        () -> {
          run.service()
              .abort(AbortRequest.newBuilder().setRun(run.id()).setReason(reason).build(), answer);
          return null;
        });
    return answer.replies().get(0).getEarlier();
  }
}
