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

  /** Up to a third of the word, and two letters in a short one; the first by name among equals. */
  @Test
  void theNearestIsNamed() {
    assertThat(Spelling.nearest("abcdefghi", List.of("abcdefxyz"))).contains("abcdefxyz");
    assertThat(Spelling.nearest("abcdefghi", List.of("abcdewxyz"))).isEmpty();
    assertThat(Spelling.nearest("abc", List.of("axy"))).contains("axy");
    assertThat(Spelling.nearest("abc", List.of("wxy"))).isEmpty();
    assertThat(Spelling.nearest("trees", List.of("treats", "threads", "trees2")))
        .contains("trees2");
    assertThat(Spelling.nearest("bin", List.of("win", "tin", "bit"))).contains("bit");
  }

  /** Of another word of one or two letters nothing may be left. */
  @Test
  void aWordOfWhichNothingIsLeftIsAnother() {
    assertThat(Spelling.nearest("b", List.of("d", "bd"))).isEmpty();
    assertThat(Spelling.nearest("B", List.of("b"))).contains("b");
    assertThat(Spelling.nearest("x3", List.of("x10", "yz"))).isEmpty();
    assertThat(Spelling.nearest("x3", List.of("x33", "x4"))).contains("x33");
    assertThat(Spelling.nearest("", List.of("a", ""))).isEmpty();
  }
}
