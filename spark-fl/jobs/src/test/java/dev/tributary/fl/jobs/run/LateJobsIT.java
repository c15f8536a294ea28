package dev.tributary.fl.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.jobs.SparkForTests;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class LateJobsIT {
  /** Far more work than it takes to cancel it: a thousand tasks of 20 ms. */
  private static final List<Integer> ROWS = IntStream.range(0, 1000).boxed().toList();

  @Test
  void aJobThatBeginsAfterTheEndIsCancelled() {
    SparkContext spark = SparkForTests.session().sparkContext();
    AtomicBoolean over = new AtomicBoolean();
    LateJobs late = new LateJobs(spark, over::get);
    spark.addSparkListener(late);
    try {
      assertThat(count(spark, ROWS.subList(0, 2))).isEqualTo(2);
      over.set(true);
      assertThatThrownBy(() -> count(spark, ROWS)).hasMessageContaining("cancelled");
    } finally {
      spark.removeSparkListener(late);
    }
  }

  private static long count(SparkContext spark, List<Integer> rows) {
    return JavaSparkContext.fromSparkContext(spark)
        .parallelize(rows, rows.size())
        .map(
            row -> {
              Thread.sleep(20);
              return row;
            })
        .count();
  }
}
