package dev.tributary.fl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.Arrays;
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
  void decoderWithstandsRandomInput() {
    DecoderFuzz.run("ModelIdentity", ModelIdentity::decode, IDENTITY.encode());
  }
}
