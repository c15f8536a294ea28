package dev.tributary.protocol.psi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.psi.IdNormalization.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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
    "no-spaces, ' DE 89\u00a03704 x\u3000', DE893704x",
    "'upper,no-spaces', 'k 7 ', K7",
    "'', ' aB', ' aB'",
  })
  void doesItsStepsInOrder(String steps, String id, String normalized) {
    IdNormalization normalization = IdNormalization.parse(List.of(steps));

    assertThat(normalization.apply(List.of(id))).containsExactly(normalized);
    assertThat(normalization.names()).containsExactly(steps);
  }

  /** Else parties whose sources did a step already would not meet. */
  @Test
  void aStepTwiceIsTheStepOnce() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String letters = "aB7\u0130\u00df\uff21\u0663 \t\u00a0\u3000\ufeff\u0085-\u0301\ufb01\u03a3";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder id = new StringBuilder();
      random
          .ints(random.nextInt(12), 0, letters.length())
          .forEach(c -> id.append(letters.charAt(c)));
      for (Step step : Step.values()) {
        IdNormalization once = IdNormalization.parse(List.of(step.toString()));
        List<Object> done = once.apply(List.of(id.toString()));
        assertThat(once.apply(done)).as("%s, seed %d", step, seed).isEqualTo(done);
      }
    }
  }

  /** The law that gives the step its name: nothing that an encoding would trim is left anywhere. */
  @Test
  void withoutSpacesOnlySpacesGo() {
    IdNormalization normalization = IdNormalization.parse(List.of("no-spaces"));
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      if (Character.isSurrogate((char) c)) {
        continue;
      }
      String kept = (String) normalization.apply(0, "a" + (char) c + "b");
      boolean space = IdEncoding.text("" + (char) c).isEmpty();
      assertThat(kept).as("U+%04X", c).isEqualTo(space ? "ab" : "a" + (char) c + "b");
    }
    assertThat(normalization.apply(0, "\ud83d\ude00 x")).isEqualTo("\ud83d\ude00x");
    assertThat(normalization.settlesCase(0)).isFalse();
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
        .hasMessageContaining("must be one of trim, upper, lower, nfkc, digits, no-spaces")
        .hasMessageContaining("Did you mean 'upper'?");
    assertThatThrownBy(() -> IdNormalization.parse(List.of("upper,lower")))
        .hasMessageContaining("both upper and lower");
  }
}
