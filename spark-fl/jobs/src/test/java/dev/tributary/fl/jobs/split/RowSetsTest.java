package dev.tributary.fl.jobs.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowSetsTest {
  @Test
  void ordersTrainingThenValidationThenTest() {
    RowSets sets = new RowSets(new byte[] {2, 0, 1, 0, 2, 1, 0});

    assertThat(sets.order()).isEqualTo(new RowOrder(3, 2, 2));
    assertThat(sets.placement()).containsExactly(5, 0, 3, 1, 6, 4, 2);
    assertThat(sets.of(2)).isEqualTo(RowSet.VALIDATION);
  }

  @Test
  void survivesTheWire() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] drawn = new byte[1 + random.nextInt(1000)];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = (byte) random.nextInt(3);
    }
    drawn[0] = 0;
    byte[] message = new RowSets(drawn).toBytes();

    assertThat(message).as("seed %d", seed).hasSize(RowSets.messageLength(drawn.length));
    assertThat(RowSets.fromBytes(message, drawn.length).placement())
        .as("seed %d", seed)
        .isEqualTo(new RowSets(drawn).placement());
  }

  @Test
  void refusesForeignMessages() {
    byte[] message = new RowSets(new byte[] {0, 1, 2}).toBytes();

    assertThatThrownBy(() -> RowSets.fromBytes(message, 4))
        .isInstanceOf(MalformedMessageException.class);
    assertThatThrownBy(() -> RowSets.fromBytes(message, 2))
        .isInstanceOf(MalformedMessageException.class);
    assertThatThrownBy(() -> RowSets.fromBytes(Arrays.copyOf(message, 9), 3))
        .isInstanceOf(MalformedMessageException.class);
    message[message.length - 1] = 3;
    assertThatThrownBy(() -> RowSets.fromBytes(message, 3))
        .isInstanceOf(MalformedMessageException.class);
  }

  /** Seeded mutations: nothing but the decoder's own error may come out. */
  @Test
  void decoderNeverFailsOtherwise() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] valid = new RowSets(new byte[20]).toBytes();
    for (int i = 0; i < 100_000; i++) {
      byte[] mutant = Arrays.copyOf(valid, random.nextInt(valid.length + 4));
      for (int m = random.nextInt(4); m >= 0 && mutant.length > 0; m--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
      }
      try {
        RowSets.fromBytes(mutant, 20);
      } catch (MalformedMessageException expected) {
        // The only allowed outcome besides a valid message.
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", input " + Arrays.toString(mutant), e);
      }
    }
  }

  @Test
  void refusesASplitWithoutTrainingRows() {
    assertThatThrownBy(() -> new RowSets(new byte[] {2, 2}).order())
        .hasMessageContaining("leaves none of 2 common rows to train on");
    assertThatThrownBy(() -> new RowSets(new byte[] {-1}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
