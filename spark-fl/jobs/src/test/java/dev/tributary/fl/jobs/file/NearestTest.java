package dev.tributary.fl.jobs.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.Spelling;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
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
    assertThat(Nearest.to("tres", List.of("depth", "trees", "bins"))).contains("trees");
    assertThat(Nearest.to("zzzz", List.of("depth", "trees", "bins"))).isEmpty();
  }
}
