package dev.tributary.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {
  @Test
  void whatIsNotShownAndTheBlanksAroundItBecomeOneBlank() {
    assertThat(OneLine.of("a \r\n\tb")).isEqualTo("a b");
    assertThat(OneLine.of("\u0000a \u2028 b\u001b")).isEqualTo(" a b ");
    assertThat(OneLine.of("a\u202eb\u0085c", 3)).isEqualTo("a b...");
  }

  @ParameterizedTest
  @ValueSource(chars = {'\u0000', '\n', '\u007f', '\u009f', '\u2028', '\u2029'})
  void controlsAndSeparatorsAreNotShown(char c) {
    assertThat(OneLine.of("a" + c + "b")).isEqualTo("a b");
  }

  @ParameterizedTest
  @ValueSource(chars = {'\u202a', '\u202e', '\u2066', '\u2069'})
  void marksOfDirectionAreNotShown(char c) {
    assertThat(OneLine.of("a" + c + "b")).isEqualTo("a b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a  b", " a ", "", "\u00e4\u00a0\ud83d\ude00"})
  void otherTextStays(String text) {
    assertThat(OneLine.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(chars = {'\u2027', '\u202f', '\u2065', '\u206a'})
  void neighboursOfMarksStay(char c) {
    assertThat(OneLine.of("a" + c + "b")).isEqualTo("a" + c + "b");
  }

  @Test
  void aLongOneIsCut() {
    assertThat(OneLine.of("abcd", 3)).isEqualTo("abc...");
    assertThat(OneLine.of("abc", 3)).isEqualTo("abc");
    assertThat(OneLine.of(null)).isEqualTo("null");
  }

  /** Hours where each blank is tried as the first of a run that something unshown ends. */
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void millionsOfBlanksAreReadOnce() {
    String blanks = " ".repeat(8 << 20);
    assertThat(OneLine.of(blanks).length()).isEqualTo(blanks.length());
    assertThat(OneLine.of(blanks + "\n" + blanks)).isEqualTo(" ");
  }
}
