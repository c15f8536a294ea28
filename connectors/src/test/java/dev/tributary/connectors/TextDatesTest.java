package dev.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextDatesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20240305     | yyyyMMdd",
        "2024-03-05   | yyyy-M-d",
        "2024/3/5     | yyyy/M/d",
        "05/03/2024   | d/M/yyyy",
        "5.03.2024    | d.M.yyyy",
        "05-MAR-2024  | d-MMM-yyyy",
        "05mar2024    | dMMMyyyy",
        "5MAR2024     | dMMMyyyy",
        "March 5, 2024 | MMMM d, yyyy",
        "2024-Mar-05  | yyyy-MMM-d",
      })
  void datesAreReadByThePatternThatIsSaid(String date, String pattern) {
    assertThat(TextDates.pattern(date)).isEqualTo(pattern);
    assertThat(
            LocalDate.parse(
                date,
                new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    .toFormatter(Locale.US)))
        .isEqualTo("2024-03-05");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"31/01/2024", " 1.2.24", "15-MAR-2024", "15mar24", "Mar 5, 2024", "2024-MAR-15"})
  void daysAndNamesOfMonthsInFrontAreInNoOrder(String date) {
    assertThat(Pattern.compile(TextDates.UNORDERED).matcher(date).find()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-31",
        "20240131",
        "A-12-13",
        "12 Main Street",
        "1.5",
        "marker",
        "10:30",
        "MAR-12-345",
        "Market 3, 1000",
        "5 Decatur 100",
        "Sepsis 3 12"
      })
  void otherTextIsNotTakenForThem(String text) {
    assertThat(Pattern.compile(TextDates.UNORDERED).matcher(text).find()).isFalse();
  }

  @Test
  void eightDigitsAreADateOnlyWhereThereIsSuchADay() {
    assertThat("20241331").doesNotMatch(TextDates.COMPACT);
    assertThat("20241231").matches(TextDates.COMPACT);
    assertThat("50241231").doesNotMatch(TextDates.COMPACT);
  }
}
