package dev.tributary.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  /** Distances from Levenshtein's textbook examples. */
  @Test
  void countsInsertionsDeletionsAndSubstitutions() {
    assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Spelling.distance("saturday", "sunday")).isEqualTo(3);
    assertThat(Spelling.distance("", "abc")).isEqualTo(3);
    assertThat(Spelling.distance("abc", "abc")).isZero();
  }

  @Test
  void namesOnlyWhatIsNear() {
    assertThat(Spelling.nearest("tres", List.of("depth", "trees", "bins"))).contains("trees");
    assertThat(Spelling.nearest("ID", List.of("age", "id"))).contains("id");
    assertThat(Spelling.nearest("zzzz", List.of("depth", "trees", "bins"))).isEmpty();
  }
}
