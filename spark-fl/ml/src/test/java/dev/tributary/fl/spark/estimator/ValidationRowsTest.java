package dev.tributary.fl.spark.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ValidationRowsTest {
  @Test
  void putsTrainingRowsFirst() {
    ValidationRows rows = ValidationRows.of(new double[] {0, 1, 0, 0, 1, 0, 0, 0, 1, 0});

    assertThat(rows.order()).isEqualTo(new RowOrder(7, 3, 0));
    assertThat(rows.placement()).containsExactly(0, 7, 1, 2, 8, 3, 4, 5, 9, 6);
  }

  @Test
  void leavesRowsWhereTheyAreWithoutValidation() {
    assertThat(ValidationRows.none(9).order()).isEqualTo(new RowOrder(9, 0, 0));
    assertThat(ValidationRows.none(9).placement()).isNull();
  }

  @Test
  void survivesTheWire() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int n = 1; n < 40; n++) {
      double[] indicator = random.ints(n, 0, 2).asDoubleStream().toArray();
      indicator[0] = 0;
      ValidationRows sent = ValidationRows.of(indicator);
      ValidationRows got = ValidationRows.decode(sent.encode(), n);
      assertThat(got.order()).as("seed " + seed).isEqualTo(sent.order());
      assertThat(got.placement()).as("seed " + seed).isEqualTo(sent.placement());
    }
  }

  @Test
  void refusesOtherRowCountsAndUnusedBits() {
    byte[] message = ValidationRows.of(new double[] {0, 1, 0}).encode();
    assertThatThrownBy(() -> ValidationRows.decode(message, 4))
        .isInstanceOf(MalformedMessageException.class);
    message[message.length - 1] |= (byte) 0x80;
    assertThatThrownBy(() -> ValidationRows.decode(message, 3))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void refusesMissingIndicatorsAndNoTrainingRows() {
    assertThatThrownBy(() -> ValidationRows.of(new double[] {0, Double.NaN}))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("row 1");
    assertThatThrownBy(() -> ValidationRows.of(new double[] {1, 1}).order())
        .isInstanceOf(FederationException.class);
  }

  @Test
  void decoderWithstandsRandomInput() {
    byte[] valid = ValidationRows.of(new double[] {0, 1, 0, 0, 1, 0, 0, 0, 1, 0}).encode();
    DecoderFuzz.run("ValidationRows", bytes -> ValidationRows.decode(bytes, 10), valid);
  }
}
