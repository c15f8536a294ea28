package dev.tributary.fl.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RowSetsTest {
  @Test
  void ordersTrainingThenValidationThenTest() {
    RowSets sets = new RowSets(new byte[] {2, 0, 1, 0, 2, 1, 0});

    assertThat(sets.order()).isEqualTo(new RowOrder(3, 2, 2));
    assertThat(sets.placement()).containsExactly(5, 0, 3, 1, 6, 4, 2);
  }

  @Test
  void leavesRowsWhereTheyAreIfAllTrain() {
    assertThat(RowSets.training(9).order()).isEqualTo(new RowOrder(9, 0, 0));
    assertThat(RowSets.training(9).placement()).isNull();
  }

  @Test
  void survivesTheWire() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] drawn = new byte[2 + random.nextInt(1000)];
    for (int i = 1; i < drawn.length; i++) {
      drawn[i] = (byte) random.nextInt(3);
    }
    drawn[1] = 1;
    RowSets sent = new RowSets(drawn);

    RowSets got = RowSets.decode(sent.encode(), drawn.length);
    assertThat(got.order()).as("seed %d", seed).isEqualTo(sent.order());
    assertThat(got.placement()).as("seed %d", seed).isEqualTo(sent.placement());
  }

  @Test
  void refusesForeignMessages() {
    byte[] message = new RowSets(new byte[] {0, 1, 2}).encode();

    assertThatThrownBy(() -> RowSets.decode(message, 4))
        .isInstanceOf(MalformedMessageException.class);
    assertThatThrownBy(() -> RowSets.decode(message, 2))
        .isInstanceOf(MalformedMessageException.class);
    assertThatThrownBy(() -> RowSets.decode(Arrays.copyOf(message, 9), 3))
        .isInstanceOf(MalformedMessageException.class);
    message[message.length - 1] = 3;
    assertThatThrownBy(() -> RowSets.decode(message, 3))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void decoderWithstandsRandomInput() {
    byte[] valid = new RowSets(new byte[] {0, 1, 2, 0, 0, 1, 2, 2, 0, 1}).encode();
    DecoderFuzz.run("RowSets", bytes -> RowSets.decode(bytes, 10), valid);
  }

  @Test
  void refusesASplitWithoutTrainingRows() {
    assertThatThrownBy(() -> new RowSets(new byte[] {2, 2}).order())
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("leaves none of 2 common rows to train on");
  }
}
