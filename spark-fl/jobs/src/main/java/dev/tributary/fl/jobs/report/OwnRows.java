package dev.tributary.fl.jobs.report;

import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Supervised;
import java.util.Optional;

/** A joint model of parties with people of their own, on one party's rows, beside its own model. */
public final class OwnRows {
  private OwnRows() {}

  /**
   * As HTML.
   *
   * @param names of these rows
   * @param judged which rows the model is judged on
   * @param solo the party's own model, where there is one
   * @param remedies what to change against overfitting, as words that follow "try"
   */
  public static String html(
      JobFile job,
      Names names,
      String judged,
      Optional<?> solo,
      Findings findings,
      String remedies) {
    String alone =
        job.evaluate().solo() && solo.isEmpty()
            ? "<p>No model could be fitted to your own training rows alone, to compare with; the"
                + " log of the run says why.</p>"
            : "";
    String caution = caution(Basis.of(job.split(), Supervised.of(job).stopsByValidation()));
    if (findings.isEmpty()) {
      return alone
          + caution
          + "<p>Your own "
          + Html.text(judged)
          + " rows by themselves are too few to judge a model on, have one label or weigh nothing.</p>";
    }
    return alone
        + caution
        + ComparisonTable.html(findings, names)
        + Overfitting.html(findings, remedies)
        + scores(findings, names);
  }

  /** Bands and pictures of a model of two labels; of others with one score, how stable it is. */
  private static String scores(Findings findings, Names names) {
    String charts = Charts.html(findings, names);
    return charts.isEmpty()
        ? findings.shift().map(shift -> BandTable.shift(shift, findings.basis())).orElse("")
        : BandTable.html(findings, names) + charts;
  }

  /** What follows from the job alone is said also where own rows are too few. */
  private static String caution(Basis basis) {
    return switch (basis) {
      case TEST, SCORED -> "";
      case VALIDATION ->
          "<p>Models are judged on the rows set aside for validation, which trained none of"
              + " them.</p>";
      case STOPPING ->
          "<p>Models are judged on the rows set aside for validation: none was fitted to them, but"
              + " they decided when training stopped, which flatters a model a little, also in the"
              + " intervals.</p>";
      case TRAINING ->
          "<p>The job set no rows aside: what is told here is of rows that trained, which flatters"
              + " every model.</p>";
    };
  }
}
