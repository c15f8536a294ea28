package dev.tributary.fl.spark.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.spark.SparkForTests;
import dev.tributary.protocol.FederationException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionSumsIT {
  private static final int ROWS = 100;
  private static final JavaSparkContext SPARK =
      JavaSparkContext.fromSparkContext(SparkForTests.session().sparkContext());

  private static JavaRDD<Integer> rows(int partitions) {
    return SPARK.parallelize(IntStream.range(0, ROWS).boxed().toList(), partitions);
  }

  /** How many, and their sum. */
  private static long[] counted(Iterator<Integer> partition) {
    long[] words = new long[2];
    while (partition.hasNext()) {
      words[0]++;
      words[1] += partition.next();
    }
    return words;
  }

  private static long[] add(long[] sum, long[] words) {
    return new long[] {sum[0] + words[0], sum[1] + words[1]};
  }

  private static long[] sum(JavaRDD<Integer> rows) {
    return PartitionSums.of(rows, 2, PartitionSumsIT::counted, PartitionSumsIT::add);
  }

  /** The last of them with partitions that have no row. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 6, 17, ROWS + 20})
  void partitionsDoNotMatter(int partitions) {
    assertThat(sum(rows(partitions))).containsExactly(ROWS, ROWS * (ROWS - 1) / 2);
  }

  @Test
  void withoutPartitionsThereIsNothing() {
    assertThat(sum(SPARK.<Integer>emptyRDD())).containsExactly(0, 0);
    assertThat(sum(SPARK.parallelize(List.<Integer>of(), 3))).containsExactly(0, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void whatCannotBeAddedEndsTheJob(int partitions) {
    PartitionSums.Adding refusing =
        (sum, words) -> {
          throw new IllegalStateException("too many");
        };

    assertThatThrownBy(
            () -> PartitionSums.of(rows(partitions), 2, PartitionSumsIT::counted, refusing))
        .hasStackTraceContaining("too many");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void aTaskThatRefusesARowSaysWhy(int partitions) {
    PartitionSums.Kernel<Integer> refusing =
        partition -> {
          throw FederationException.user("row %d is refused", partition.next());
        };

    assertThatThrownBy(() -> PartitionSums.of(rows(partitions), 2, refusing, PartitionSumsIT::add))
        .isInstanceOf(FederationException.class)
        .hasMessageMatching("row \\d+ is refused");
  }
}
