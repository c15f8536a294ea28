package dev.tributary.connectors.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class KeyMarkersTest {
  private static final MissingMarkers MARKERS =
      MissingMarkers.everywhere(List.of("NA", "NULL", "-999", "99"));

  @Test
  void markersOfAllColumnsAreNoIds() {
    KeyCell text = kinds(DataTypes.StringType, Map.of()).key("id");

    assertThat(text.part(text("NA"), 0)).isNull();
    assertThat(text.part(text(" NULL "), 0)).isNull();
    assertThat(text.unreadable(text("NA"), 0)).isNull();
    assertThat(text.part(text("0099"), 0)).as("text is no number").isNotNull();
    assertThat(text.part(text("na"), 0)).isNotNull();
  }

  @Test
  void markersThatAreNumbersAreNoIdsInNumbers() {
    KeyCell whole = kinds(DataTypes.LongType, Map.of()).key("id");
    KeyCell declared = kinds(DataTypes.StringType, Map.of("id", "bigint")).key("id");

    assertThat(whole.part(new GenericInternalRow(new Object[] {-999L}), 0)).isNull();
    assertThat(whole.part(new GenericInternalRow(new Object[] {-998L}), 0)).isEqualTo(-998L);
    assertThat(declared.part(text("-999.0"), 0)).isNull();
    assertThat(declared.unreadable(text("NA"), 0)).as("missing, not wrong").isNull();
    assertThat(declared.unreadable(text("N/A"), 0)).isEqualTo("N/A");
  }

  @Test
  void columnsThatStayAsTheyAreHaveMarkersToo() {
    assertThat(kinds(DataTypes.StringType, Map.of()).plain("id").part(text("NA"), 0)).isNull();
  }

  @Test
  void textOfAnotherEncodingIsUnreadable() {
    KeyCell text = kinds(DataTypes.StringType, Map.of()).key("id");
    InternalRow latin =
        new GenericInternalRow(
            new Object[] {UTF8String.fromBytes(new byte[] {'M', (byte) 0xfc, 'l'})});

    assertThat(text.unreadable(latin, 0)).isEqualTo("M\ufffdl");
    assertThat(text.unreadable(text("M\u00fcl"), 0)).isNull();
  }

  @Test
  void labelsWithoutAValueAreMissingAndNotTheOtherClass() {
    NumberCell doubles = kinds(DataTypes.DoubleType, Map.of()).label("id", "1");
    NumberCell words = kinds(DataTypes.StringType, Map.of()).label("id", "bad");

    assertThat(doubles.number(new GenericInternalRow(new Object[] {Double.NaN}), 0)).isNaN();
    assertThat(doubles.number(new GenericInternalRow(new Object[] {1.0}), 0)).isEqualTo(1);
    assertThat(doubles.number(new GenericInternalRow(new Object[] {0.0}), 0)).isZero();
    assertThat(doubles.number(new GenericInternalRow(new Object[] {-999.0}), 0)).isNaN();
    assertThat(words.number(text("nan"), 0)).isNaN();
    assertThat(words.number(text("NA"), 0)).isNaN();
    assertThat(words.number(text("good"), 0)).isZero();
    assertThat(words.unreadable(text("b\ufffdd"), 0)).isEqualTo("b\ufffdd");
  }

  @Test
  void wholeNumbersThatNoDoubleIsAreKnown() {
    NumberCell longs = kinds(DataTypes.LongType, Map.of()).numbers(List.of("id")).get(0);
    NumberCell texts = kinds(DataTypes.StringType, Map.of()).numbers(List.of("id")).get(0);
    long odd = (1L << 53) + 1;

    assertThat(longs.rounds(new GenericInternalRow(new Object[] {odd}), 0, (double) odd)).isTrue();
    assertThat(longs.rounds(new GenericInternalRow(new Object[] {odd + 1}), 0, (double) (odd + 1)))
        .isFalse();
    assertThat(texts.rounds(text("18446744073709551615"), 0, 0x1p64)).isTrue();
    assertThat(texts.rounds(text("18446744073709551616"), 0, 0x1p64)).isFalse();
    assertThat(texts.rounds(text("1e400"), 0, Double.POSITIVE_INFINITY)).isTrue();
    assertThat(texts.rounds(text("inf"), 0, Double.POSITIVE_INFINITY)).isFalse();
    assertThat(texts.rounds(text("1e300"), 0, 1e300)).isFalse();
  }

  /** One of these may have been the odd number after it, or a stranger's id. */
  @Test
  void idsInFloatsAreExactBelowTheFirstThatRounds() {
    KeyCell doubles = kinds(DataTypes.DoubleType, Map.of("id", "bigint")).key("id");
    KeyCell floats = kinds(DataTypes.FloatType, Map.of("id", "bigint")).key("id");

    for (double sign : new double[] {1, -1}) {
      InternalRow last = new GenericInternalRow(new Object[] {sign * (0x1p53 - 1)});
      InternalRow first = new GenericInternalRow(new Object[] {sign * 0x1p53});
      assertThat(doubles.part(last, 0)).isEqualTo((long) (sign * (0x1p53 - 1)));
      assertThat(doubles.part(first, 0)).isNull();
      assertThat(doubles.unreadable(first, 0)).isNotNull();
    }
    assertThat(floats.part(new GenericInternalRow(new Object[] {0x1p24f - 1}), 0))
        .isEqualTo((1L << 24) - 1);
    assertThat(floats.part(new GenericInternalRow(new Object[] {0x1p24f}), 0)).isNull();
  }

  private static ColumnKinds kinds(DataType type, Map<String, String> types) {
    return new ColumnKinds(new StructType().add("id", type), types, MARKERS, null);
  }

  private static InternalRow text(String text) {
    return new GenericInternalRow(new Object[] {UTF8String.fromString(text)});
  }
}
