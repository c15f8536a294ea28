package dev.tributary.fl.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.Random;
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

  /** Seeded mutations: nothing but the decoder's own error may come out. */
  @Test
  void decoderNeverFailsOtherwise() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] valid = IDENTITY.encode();
    for (int i = 0; i < 100_000; i++) {
      byte[] mutant = Arrays.copyOf(valid, random.nextInt(valid.length + 4));
      for (int m = random.nextInt(4); m >= 0 && mutant.length > 0; m--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
      }
      try {
        ModelIdentity.decode(mutant);
      } catch (MalformedMessageException expected) {
        // The only allowed outcome besides a valid message.
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", input " + Arrays.toString(mutant), e);
      }
    }
  }
}
