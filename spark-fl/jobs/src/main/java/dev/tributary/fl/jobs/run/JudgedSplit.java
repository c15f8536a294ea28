package dev.tributary.fl.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.SplitEvaluations;
import dev.tributary.fl.jobs.split.SplitDraw;
import org.apache.spark.sql.Column;

/**
 * Which of the rows that {@link SplitDraw} has marked train, and on which a model is judged. What
 * counts follows from the job alone, so that all parties judge the same set.
 *
 * @param set as {@link SplitEvaluations} names it
 */
public record JudgedSplit(String set) {
  /** The first that the job sets aside; without one, the rows that train. */
  public static JudgedSplit of(JobFile job) {
    if (job.split().tests()) {
      return new JudgedSplit(SplitEvaluations.TEST);
    }
    return new JudgedSplit(
        job.split().validates() ? SplitEvaluations.VALIDATION : SplitEvaluations.TRAIN);
  }

  /** Rows that train. */
  public static Column training() {
    return not(col(SplitDraw.TEST)).and(not(col(SplitDraw.VALIDATION)));
  }

  /** Rows of the set. */
  public Column rows() {
    return switch (set) {
      case SplitEvaluations.TEST -> col(SplitDraw.TEST);
      case SplitEvaluations.VALIDATION -> col(SplitDraw.VALIDATION).and(not(col(SplitDraw.TEST)));
      default -> training();
    };
  }
}
