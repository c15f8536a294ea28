package dev.tributary.connectors.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Random;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
  /** The quick way rounds as {@link Double#parseDouble} does, to the last bit. */
  @Test
  void plainDigitsAreTheNumberThatTheyAreForJava() {
    long seed = 11;
    Random random = new Random(seed);
    int quick = 0;
    for (int i = 0; i < 200_000; i++) {
      String text = digits(random);
      double plain = plain(text);
      if (!Double.isNaN(plain)) {
        quick++;
        assertThat(Double.doubleToRawLongBits(plain))
            .as("seed %d: %s", seed, text)
            .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
      }
    }
    assertThat(quick).isGreaterThan(120_000);
  }

  private static String digits(Random random) {
    StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
    int whole = random.nextInt(12);
    for (int d = 0; d < whole; d++) {
      text.append(random.nextInt(10));
    }
    int fraction = random.nextInt(8);
    if (whole == 0 || fraction > 0) {
      text.append('.');
      for (int d = 0; d <= fraction; d++) {
        text.append(random.nextInt(10));
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", ".", "1.2.3", "1e3", " 1", "1,5", "abc", "1234567890123456", "--1"})
  void everythingElseIsLeftToTheCarefulWay(String text) {
    assertThat(plain(text)).isNaN();
  }

  @Test
  void readsWhatTablesMeanAndNoJava() {
    assertThat(NumberText.any("-1e-3")).isEqualTo(-0.001);
    assertThat(NumberText.any("1234567890123456789")).isEqualTo((double) 1234567890123456789L);
    assertThat(NumberText.any("-Inf")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(NumberText.any("nan")).isNaN();
    for (String java : new String[] {"1d", "40F", "0x1p3", "", "1_000", "١"}) {
      assertThatThrownBy(() -> NumberText.any(java))
          .as(java.toLowerCase(Locale.ROOT))
          .isInstanceOf(NumberFormatException.class);
    }
  }

  private static double plain(String text) {
    return NumberText.plain(UTF8String.fromString(text));
  }
}
