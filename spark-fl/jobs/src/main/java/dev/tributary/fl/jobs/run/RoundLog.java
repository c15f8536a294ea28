package dev.tributary.fl.jobs.run;

import dev.tributary.fl.tree.Progress;
import dev.tributary.fl.tree.RoundReport;

/** Says how a training goes: every round for the first three, then at most every few seconds. */
final class RoundLog implements Progress {
  private static final double INTERVAL_SECONDS = 3;
  private static final int FIRST = 3;

  private final Log log;
  private final String what;
  private final int rows;
  private double spent;
  private double told;

  RoundLog(Log log, String what, int rows) {
    this.log = log;
    this.what = what;
    this.rows = rows;
  }

  @Override
  public void round(RoundReport report) {
    spent += report.seconds();
    boolean last = report.round() + 1 == report.most();
    if (report.round() < FIRST || last || spent - told >= INTERVAL_SECONDS) {
      told = spent;
      int done = report.round() + 1;
      log.line(
          String.format(
              "%s: round %d of %d, loss %.5f%s, %.2f s (%.0f rows/s), %.0f s to go",
              what,
              done,
              report.most(),
              report.trainingLoss(),
              Double.isNaN(report.validationLoss())
                  ? ""
                  : String.format(" (validation %.5f)", report.validationLoss()),
              report.seconds(),
              rows / Math.max(1e-9, report.seconds()),
              spent / done * (report.most() - done)));
    }
  }
}
