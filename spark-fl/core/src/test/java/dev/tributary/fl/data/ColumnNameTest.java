package dev.tributary.fl.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnNameTest {
  @Test
  void noCharacterOfANameEndsIt() {
    assertThat(ColumnName.quoted("income")).isEqualTo("`income`");
    assertThat(ColumnName.quoted("a.b c")).isEqualTo("`a.b c`");
    assertThat(ColumnName.quoted("a` or `b")).isEqualTo("`a`` or ``b`");
  }

  @Test
  void marksAreWrittenWhereANameNeedsThem() {
    assertThat(ColumnName.spelled("Income_2")).isEqualTo("Income_2");
    assertThat(ColumnName.spelled("a.b")).isEqualTo("`a.b`");
    assertThat(ColumnName.spelled("2nd")).isEqualTo("`2nd`");
  }
}
