package dev.tributary.fl.linearmap.lattice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.linearmap.GradientBounds;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Random and mutated bytes either decode or are refused as malformed. */
class LatticeMessagesFuzzTest {
  private static final int INPUTS = 200_000;

  @Test
  void planMessages() {
    PlanMessage message = PlanMessage.of(5000, 300, 1, new GradientBounds(4321, 1, 1000, 0.25));
    assertThat(PlanMessage.decode(message.encode())).isEqualTo(message);
    fuzz(message.encode(), PlanMessage::decode);
  }

  @Test
  void callMessages() {
    assertThat(CallMessage.decode(new CallMessage(7).encode(), 16)).isEqualTo(new CallMessage(7));
    fuzz(new CallMessage(7).encode(), bytes -> CallMessage.decode(bytes, 16));
  }

  private static void fuzz(byte[] valid, Consumer<byte[]> decoder) {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = Arrays.copyOf(valid, Math.max(0, valid.length + random.nextInt(5) - 3));
      for (int flips = random.nextInt(4); flips >= 0 && input.length > 0; flips--) {
        input[random.nextInt(input.length)] = (byte) random.nextInt();
      }
      try {
        decoder.accept(input);
      } catch (MalformedMessageException expected) {
        // Refused, as it should be.
      }
    }
  }
}
