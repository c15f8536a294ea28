package dev.tributary.protocol.psi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdEncodingTest {
  /** Other parties run other releases: these bytes must never change within a suite. */
  @Test
  void bytesAreFixed() {
    assertThat(hex("7")).isEqualTo("0000000137");
    assertThat(hex("a", 12L)).isEqualTo("0000000161000000023132");
    assertThat(hex("größe")).isEqualTo("000000076772c3b6c39f65");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", " 7", "7 ", "\t7\r\n", "\u00a07\u3000", "\ufeff7", "\u20077\u0085"})
  void spaceAtTheEndsDoesNotCount(String text) {
    assertThat(hex(text)).isEqualTo(hex("7"));
  }

  @Test
  void integersOfAllWidthsEqualTheirDecimalText() {
    assertThat(List.of(hex((byte) 7), hex((short) 7), hex(7), hex(7L), hex(BigInteger.valueOf(7))))
        .containsOnly(hex("7"));
    assertThat(hex(-5)).isEqualTo(hex("-5"));
  }

  @Test
  void composedAndDecomposedTextAreEqual() {
    assertThat(hex("Ame\u0301lie")).isEqualTo(hex("Am\u00e9lie"));
    assertThat(hex("A\u030angstro\u0308m")).isEqualTo(hex("\u212bngstr\u00f6m"));
  }

  @Test
  void whatMayBeTwoPeopleStaysApart() {
    assertThat(hex("007")).isNotEqualTo(hex("7"));
    assertThat(hex("ab")).isNotEqualTo(hex("AB"));
    assertThat(hex("a b")).isNotEqualTo(hex("ab"));
    assertThat(hex("a", "bc")).isNotEqualTo(hex("ab", "c"));
    assertThat(hex("a", "b")).isNotEqualTo(hex("b", "a"));
  }

  @Test
  void namesWhatIsWrong() {
    assertThat(IdEncoding.defect(Arrays.asList("a", null))).isEqualTo(IdDefect.NULL);
    assertThat(IdEncoding.defect(List.of(" \u00a0\t"))).isEqualTo(IdDefect.BLANK);
    assertThat(IdEncoding.defect(List.of("a\ud800"))).isEqualTo(IdDefect.NOT_TEXT);
    assertThat(IdEncoding.defect(List.of("a\ud83d\ude00", 3L))).isNull();
  }

  @Test
  void refusesWhatIsNoId() {
    assertThatThrownBy(() -> IdEncoding.encode(List.of(""))).hasMessageContaining("blank");
    assertThatThrownBy(() -> IdEncoding.encode(List.of())).hasMessageContaining("no part");
    assertThatThrownBy(() -> IdEncoding.encode(List.of(1.5))).hasMessageContaining("Double");
  }

  private static String hex(Object... parts) {
    return HexFormat.of().formatHex(IdEncoding.encode(List.of(parts)));
  }
}
