package dev.tributary.fl.jobs.run;

import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Findings;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.function.Supplier;

/**
 * How good models are on a party's own rows, which is for that party alone. With privacy a row that
 * a model cannot be judged on must not end the run: the others would see it end, without noise.
 */
public final class OwnFindings {
  private OwnFindings() {}

  /** None where a job has privacy and rows are refused, which is told to their owner in a line. */
  public static Findings of(Log log, JobFile job, Supplier<Findings> judge) {
    try {
      return judge.get();
    } catch (FederationException e) {
      if (job.privacy() == null || e.code() != ErrorCode.USER) {
        throw e;
      }
      log.line("warning: there are no metrics of this party's own rows: " + e.getMessage());
      return Findings.none();
    }
  }
}
