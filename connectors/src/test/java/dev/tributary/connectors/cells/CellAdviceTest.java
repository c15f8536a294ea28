package dev.tributary.connectors.cells;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellAdviceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-0,0162|decimal comma",
        "1.234,5|decimal comma",
        "2024-01-31|dates",
        "31/12/2024 10:00|dates",
        "12%|percent",
        "1,000.50|thousands",
        "1,000,000|thousands",
        "1 000|thousands",
        "1_000|thousands",
        "FALSE|data.types.q: boolean",
        "no|data.types.q: boolean",
        "€ 12.50|currency",
        "\u22125|minus sign",
        "\u0663|digits 0 to 9",
        "0x1f|plain decimal",
        "1d|plain decimal",
      })
  void saysWhatACellLooksLike(String cell, String words) {
    assertThat(CellAdvice.of("q", cell)).contains(words);
  }

  /** A column of F and M is none of truths, and the first letter does not say. */
  @ParameterizedTest
  @CsvSource({"F", "y", "N", "t"})
  void aLetterMayBeACategory(String cell) {
    assertThat(CellAdvice.of("gender", cell))
        .startsWith("if all are Y and N, or T and F, declare data.types.gender: boolean;")
        .contains("otherwise they are categories");
  }

  @Test
  void saysNothingOfWords() {
    assertThat(CellAdvice.of("q", "red")).isEmpty();
    assertThat(CellAdvice.of("q", "NA")).isEmpty();
    assertThat(CellAdvice.of("q", "")).isEmpty();
  }
}
