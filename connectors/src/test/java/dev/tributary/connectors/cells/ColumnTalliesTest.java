package dev.tributary.connectors.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnTalliesTest {
  private static final int ROWS = 5_000;

  @Test
  void partsSumToTheWholeAcrossMachines() throws IOException {
    Random random = new Random(3);
    ColumnTallies whole = new ColumnTallies(3);
    ColumnTallies merged = new ColumnTallies(3);
    for (int part = 0; part < 4; part++) {
      ColumnTallies some = new ColumnTallies(3);
      for (int row = 0; row < 1000; row++) {
        double[] values = {random.nextGaussian(), random.nextInt(4), random.nextInt()};
        for (int c = 0; c < 3; c++) {
          some.add(c, values[c]);
          whole.add(c, values[c]);
        }
      }
      some.addBad(1, 2, "x" + (9 - part), "row " + part);
      merged.merge(travelled(some));
    }

    for (int c = 0; c < 3; c++) {
      assertThat(merged.present[c]).isEqualTo(whole.present[c]);
      assertThat(merged.least[c]).isEqualTo(whole.least[c]);
      assertThat(merged.most[c]).isEqualTo(whole.most[c]);
      assertThat(merged.fractional[c]).isEqualTo(whole.fractional[c]);
      assertThat(merged.mean(c))
          .isCloseTo(whole.mean(c), within(1e-6 + Math.abs(whole.mean(c)) * 1e-9));
    }
    assertThat(merged.bad[1]).isEqualTo(8);
    assertThat(merged.example[1]).isEqualTo("x6");
    assertThat(merged.exampleRow[1]).isEqualTo("row 3");
    assertThat(merged.distinct(0)).as("fractions").isZero();
    assertThat(merged.distinct(1)).as("few").isZero();
    // A register count of 2048 has a standard error of 2.3 %; four of them.
    assertThat(merged.distinct(2)).isBetween(4000 * 0.9, 4000 * 1.1);
  }

  private static ColumnTallies travelled(ColumnTallies tallies) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    tallies.write(new DataOutputStream(bytes));
    ColumnTallies read = new ColumnTallies(3);
    read.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    return read;
  }

  @Test
  void rowNumbersAreToldFromOtherNumbersInTheirRange() {
    List<Integer> numbers = IntStream.range(0, ROWS).boxed().collect(Collectors.toList());
    Collections.shuffle(numbers, new Random(5));

    assertThat(of(numbers, 0).counts(0, 0)).isTrue();
    assertThat(of(numbers, 0).counts(0, 1)).isFalse();
    assertThat(of(numbers, 1).counts(0, 1)).isTrue();
    assertThat(of(numbers, 2).counts(0, 1)).isFalse();
    // The same least, largest and sum, but one number twice.
    numbers.set(numbers.indexOf(10), 11);
    numbers.set(numbers.indexOf(13), 12);
    assertThat(of(numbers, 0).counts(0, 0)).isFalse();
  }

  private static ColumnTallies of(List<Integer> numbers, int first) {
    ColumnTallies tallies = new ColumnTallies(1);
    numbers.forEach(number -> tallies.add(0, number + first));
    return tallies;
  }
}
