package dev.tributary.fl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelIdentityTest {
  private static final ModelIdentity IDENTITY =
      new ModelIdentity("credit.1", "plain-1", "ab".repeat(32));

  @Test
  void survivesTheWire() {
    assertThat(ModelIdentity.decode(IDENTITY.encode())).isEqualTo(IDENTITY);
    assertThat(IDENTITY.encode().length).isLessThan(ModelIdentity.MAX_LENGTH);
  }

  @Test
  void refusesLongerAndShorterMessages() {
    byte[] message = IDENTITY.encode();

    assertThatThrownBy(() -> ModelIdentity.decode(Arrays.copyOf(message, message.length + 1)))
        .isInstanceOf(MalformedMessageException.class);
    assertThatThrownBy(() -> ModelIdentity.decode(Arrays.copyOf(message, message.length - 1)))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void partsOfTwoTrainingsAreRefusedWithTheRunOfEach() {
    PartyId lender = new PartyId("lender");
    PartyId bureau = new PartyId("bureau");
    InMemoryMailbox mailbox = new InMemoryMailbox();
    IDENTITY.announce(session(lender, mailbox));

    IDENTITY.compare(session(bureau, mailbox));
    for (ModelIdentity other :
        List.of(
            new ModelIdentity("credit.2", IDENTITY.suite(), IDENTITY.jobSha256()),
            new ModelIdentity(IDENTITY.run(), "lattice-1", IDENTITY.jobSha256()),
            new ModelIdentity(IDENTITY.run(), IDENTITY.suite(), "cd".repeat(32)))) {
      assertThatThrownBy(() -> other.compare(session(bureau, mailbox)))
          .hasMessageContaining(
              "the model part of 'bureau' is of run %s (%s), that of 'lender' of run credit.1 (plain-1): use"
                  .formatted(other.run(), other.suite()))
          .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.USER));
    }
  }

  private static FederatedSession session(PartyId self, InMemoryMailbox mailbox) {
    return new FederatedSession(
        self,
        Roster.vertical(List.of(new PartyId("lender"), new PartyId("bureau"))),
        new RunId("scores"),
        0,
        mailbox.exchange(self),
        new LocalCompute(mailbox.exchange(self), 1),
        Duration.ofSeconds(10));
  }

  @Test
  void decoderWithstandsRandomInput() {
    DecoderFuzz.run("ModelIdentity", ModelIdentity::decode, IDENTITY.encode());
  }
}
