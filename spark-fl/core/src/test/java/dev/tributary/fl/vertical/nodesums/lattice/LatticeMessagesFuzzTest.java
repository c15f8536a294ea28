package dev.tributary.fl.vertical.nodesums.lattice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.training.NoiseUnit;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import dev.tributary.protocol.fuzz.DecoderFuzz;
import org.junit.jupiter.api.Test;

/** Random and mutated bytes either decode or are refused as malformed. */
class LatticeMessagesFuzzTest {
  @Test
  void planMessages() {
    PlanMessage message =
        PlanMessage.of(
            MapPair.shape(5000, 1, 10, 5),
            300,
            SigmaOut.of(1),
            new GradientBounds(4321, 1, 1000, 0.25, NoiseUnit.LARGEST));
    assertThat(PlanMessage.decode(message.encode())).isEqualTo(message);
    DecoderFuzz.run("PlanMessage", PlanMessage::decode, message.encode());
  }

  @Test
  void callMessages() {
    assertThat(CallMessage.decode(new CallMessage(7).encode(), 16)).isEqualTo(new CallMessage(7));
    DecoderFuzz.run(
        "CallMessage", bytes -> CallMessage.decode(bytes, 16), new CallMessage(7).encode());
  }
}
