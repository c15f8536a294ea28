package dev.tributary.protocol.psi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdNormalizationTest {
  @ParameterizedTest
  @CsvSource({
    "trim, '  a b ', 'a b'",
    "upper, 10x, 10X",
    "upper, straße, STRASSE",
    "lower, 10X, 10x",
    "nfkc, １２Ａ, 12A",
    "digits, DE-007 12.x, 00712",
    "digits, ١٢٣, 123",
    "'nfkc,upper', １ｘ, 1X",
    "'', ' aB', ' aB'",
  })
  void doesItsStepsInOrder(String steps, String id, String normalized) {
    IdNormalization normalization = IdNormalization.parse(List.of(steps));

    assertThat(normalization.apply(List.of(id))).containsExactly(normalized);
    assertThat(normalization.names()).containsExactly(steps);
  }

  @Test
  void everyPartHasStepsOfItsOwnAndNumbersAreTheirText() {
    IdNormalization normalization = IdNormalization.parse(List.of("upper", "", "digits"));

    assertThat(normalization.apply(Arrays.asList("a", "b", -7L, "c", null)))
        .containsExactly("A", "b", "7", "c", null);
    assertThat(normalization.settlesCase(0)).isTrue();
    assertThat(normalization.settlesCase(1)).isFalse();
    assertThat(normalization.settlesCase(7)).isFalse();
    assertThat(IdNormalization.none().apply(List.of("a", 7L))).containsExactly("a", 7L);
  }

  @Test
  void refusesWhatNoStepIsCalledAndBothCases() {
    assertThatThrownBy(() -> IdNormalization.parse(List.of("uper")))
        .hasMessageContaining("must be one of trim, upper, lower, nfkc, digits")
        .hasMessageContaining("Did you mean 'upper'?");
    assertThatThrownBy(() -> IdNormalization.parse(List.of("upper,lower")))
        .hasMessageContaining("both upper and lower");
  }
}
