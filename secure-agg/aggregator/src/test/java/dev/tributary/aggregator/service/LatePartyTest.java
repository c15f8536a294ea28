package dev.tributary.aggregator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.aggregator.quota.PartyLimits;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes when the others have given up: told at once, instead of waiting in a new run. */
class LatePartyTest {
  private static final List<String> BOTH = List.of("bureau", "lender");

  @TempDir private Path folder;
  private LocalMailbox mailbox;
  private PlayedParty lender;
  private PlayedParty bureau;

  @BeforeEach
  void open() {
    mailbox = new LocalMailbox(folder, PartyLimits.defaults());
    lender = mailbox.driver("lender");
    bureau = mailbox.driver("bureau");
  }

  @AfterEach
  void close() {
    mailbox.close();
  }

  private void giveUp(String name, List<String> parties) {
    lender.abort(lender.open(name, parties).reply().getRun(), "no data").reply();
  }

  @Test
  void hearsWhyAndMayThenStartAnew() {
    giveUp("spring", BOTH);

    assertThat(bureau.open("spring", BOTH).refusal()).contains("lender gave up: no data");
    assertThat(bureau.open("spring", BOTH).refusal()).contains("lender gave up: no data");
    assertThat(bureau.restarted().open("spring", BOTH).refusal()).isEmpty();
  }

  @Test
  void hearsNothingOfRunsThatItDoesNotMean() {
    giveUp("spring", BOTH);
    giveUp("autumn", List.of("bureau", "lender", "registry"));

    assertThat(bureau.open("summer", BOTH).refusal()).isEmpty();
    assertThat(bureau.open("autumn", BOTH).refusal()).isEmpty();
  }

  @Test
  void hearsNothingOnceAnotherRunAwaitsIt() {
    giveUp("spring", BOTH);
    String next = lender.open("spring", BOTH).reply().getRun();

    assertThat(bureau.open("spring", BOTH).reply().getRun()).isEqualTo(next);
  }

  @Test
  void whoGaveUpItselfStartsAnew() {
    giveUp("spring", BOTH);

    assertThat(lender.open("spring", BOTH).refusal()).isEmpty();
  }
}
