package dev.tributary.fl.spark.align;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdShapeTest {
  @ParameterizedTest
  @CsvSource({
    "0123,LEADING_ZERO",
    "12.0,POINT_ZERO",
    "12.000,POINT_ZERO",
    "12\u200b3,INVISIBLE",
    "\uff11\uff12,UNUSUAL",
    "A\u201112,UNUSUAL",
    "\u066312,UNUSUAL",
    "\u0130st,UNUSUAL",
    "i\u0307st,UNUSUAL",
    "O\u2019Neil,UNUSUAL",
    "NA,NO_ID",
    "null,NO_ID",
    "#N/A,NO_ID",
    "NaN,NO_ID",
    "1.38E+10,EXPONENT",
    "'1,38E+10',EXPONENT",
    "1.38e10,EXPONENT",
    "1e+10,EXPONENT",
    "-2.5E-07,EXPONENT",
    "'1,234,567',PUNCTUATED",
    "1.234.567,PUNCTUATED",
    "138-0000-0012,PUNCTUATED",
    "+8613800000012,PUNCTUATED",
    "(030) 12/34,PUNCTUATED",
  })
  void knowsHowAnIdIsWritten(String id, IdShape shape) {
    assertThat(IdShape.bits(id)).isEqualTo(shape.bit());
  }

  @Test
  void apostrophesAtTheStartAreOfSpreadsheets() {
    assertThat(IdShape.bits("'123")).isEqualTo(IdShape.UNUSUAL.bit());
    assertThat(IdShape.bits("O'Neil")).isZero();
  }

  @Test
  void plainIdsHaveNoShape() {
    for (String id :
        new String[] {
          "0",
          "120",
          "A-12",
          "M\u00fcller",
          "1.5",
          "nautilus",
          "\u4e2d1",
          "-5",
          "12e4567",
          "E+10",
          "2024-02-29",
          "12 34",
          "a.b-1"
        }) {
      assertThat(IdShape.bits(id)).as(id).isZero();
    }
  }

  @Test
  void idsOfNothingThatCanBeSeenAreKnown() {
    assertThat(IdShape.unseen("\u200b")).isTrue();
    assertThat(IdShape.unseen("\u200b \u2060")).isTrue();
    assertThat(IdShape.unseen("\u200b1")).isFalse();
  }
}
