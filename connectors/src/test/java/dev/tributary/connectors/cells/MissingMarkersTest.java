package dev.tributary.connectors.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MissingMarkersTest {
  @Test
  void aListIsForEveryColumn() {
    MissingMarkers markers = MissingMarkers.of(List.of("NA", -999));

    assertThat(markers).isEqualTo(MissingMarkers.everywhere(List.of("NA", "-999")));
    assertThat(markers.words("anything")).containsExactly("NA", "-999");
    assertThat(markers.columns()).isEmpty();
    assertThat(markers.written()).isEqualTo(List.of("NA", "-999"));
  }

  @Test
  void aMapAddsWordsOfAColumn() {
    MissingMarkers markers =
        MissingMarkers.of(Map.of("*", List.of("NA"), "income", List.of(-1, 1.5, "NA")));

    assertThat(markers.words("income")).containsExactly("NA", "-1", "1.5");
    assertThat(markers.words("age")).containsExactly("NA");
    assertThat(markers.columns()).containsExactly("income");
    assertThat(MissingMarkers.of(markers.written())).isEqualTo(markers);
    assertThat(MissingMarkers.of(Map.of("income", List.of("-1"))).words("age")).isEmpty();
  }

  @Test
  void wordsOfColumnsThatAreNotUsedAreLeftOut() {
    MissingMarkers markers =
        MissingMarkers.of(Map.of("*", List.of("NA"), "income", List.of(-1), "age", List.of(0)));

    assertThat(markers.only(Set.of("age", "other")))
        .isEqualTo(MissingMarkers.of(Map.of("*", List.of("NA"), "age", List.of(0))));
  }

  @Test
  void anythingElseIsRefused() {
    assertRefused("NA", "must be a list of words and numbers, or a map from columns");
    assertRefused(List.of(true), "words and numbers only");
    assertRefused(Arrays.asList("NA", null), "words and numbers only");
    assertRefused(List.of(List.of("NA")), "words and numbers only");
    assertRefused(Map.of("income", "NA"), "of column 'income' must be a list");
    assertRefused(Map.of("income", List.of(false)), "of column 'income' must have words");
  }

  private static void assertRefused(Object written, String problem) {
    assertThatThrownBy(() -> MissingMarkers.of(written))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(problem);
  }
}
