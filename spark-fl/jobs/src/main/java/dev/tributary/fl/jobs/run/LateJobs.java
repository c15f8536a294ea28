package dev.tributary.fl.jobs.run;

import java.util.function.BooleanSupplier;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;

/**
 * Cancels Spark jobs that begin after the run has ended elsewhere. Whoever cancels all jobs once
 * misses the driver between two of them, and training alone, which needs no other party, would go
 * on to its end.
 */
final class LateJobs extends SparkListener {
  private final SparkContext spark;
  private final BooleanSupplier over;

  /**
   * @param over whether the run has ended elsewhere
   */
  LateJobs(SparkContext spark, BooleanSupplier over) {
    this.spark = spark;
    this.over = over;
  }

  @Override
  public void onJobStart(SparkListenerJobStart job) {
    if (over.getAsBoolean()) {
      spark.cancelJob(job.jobId());
    }
  }
}
