package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.Evaluation;
import dev.tributary.fl.evaluation.Interval;
import dev.tributary.fl.evaluation.Judge;
import dev.tributary.fl.evaluation.Metric;

/** The first screen: what training with others was worth, in a few sentences and numbers. */
public final class Headline {
  private final Findings findings;
  private final Names names;
  private final Cause cause;
  private final String people;
  private final String ofWhich;

  private Headline(Findings findings, Names names, Cause cause) {
    this.findings = findings;
    this.names = names;
    this.cause = cause;
    people = Html.text(names.people());
    ofWhich = Html.text(names.ofWhich());
  }

  static String html(ReportInput input) {
    Headline headline = new Headline(input.findings(), input.names(), Cause.PARTNERS_DATA);
    String overfitting = Overfitting.html(input.findings(), input.remedies());
    return headline.lead()
        + HeadlineCards.html(input.findings(), input.names())
        + headline.uplift()
        + headline.measured()
        + overfitting;
  }

  /**
   * Of a party with people of its own: what training together was worth on them.
   *
   * @param findings perhaps of nothing, where its rows do not suffice to judge a model
   */
  public static String ofOwnRows(Findings findings, Names names) {
    if (findings.isEmpty()) {
      return "<p class=\"lead\"><b>What training together is worth on your own rows was not"
          + " measured.</b> They are too few to judge a model on, have one label or weigh"
          + " nothing.</p>";
    }
    Headline headline = new Headline(findings, names, Cause.TRAINING_TOGETHER);
    return headline.lead() + headline.uplift() + headline.measured();
  }

  /**
   * One of several comparisons on a page: the verdict, and what it rests on.
   *
   * @param findings with a model that stands for the solo one
   * @param against which that is
   */
  static String verdict(Findings findings, Names names, Cause cause, String against) {
    Evaluation solo = findings.judgedSolo().orElseThrow();
    return "<p class=\"lead\">Against "
        + Html.text(against)
        + ": <b>"
        + Verdict.of(findings, solo).words(cause)
        + "</b></p>"
        + new Headline(findings, names, cause).uplift();
  }

  private String lead() {
    Evaluation joint = findings.judgedJoint();
    Evaluation solo = findings.judgedSolo().orElse(null);
    String verdict =
        solo == null
            ? "No solo model was trained in this run: this report shows the joint model by itself."
            : "<b>" + Verdict.of(findings, solo).words(cause) + "</b>";
    return "<p class=\"lead\">"
        + verdict
        + " "
        + joint.as(new HeadlineSentence(solo, names, findings.weighted(), cause))
        + "</p>";
  }

  /** What the verdict rests on. */
  private String uplift() {
    Metric metric = findings.decisive();
    Interval interval = findings.uplift(metric).orElse(null);
    if (interval == null) {
      return "";
    }
    return "<p class=\"small\">The change in "
        + findings.decisiveWords()
        + " is "
        + Html.signed(interval.estimate(), 4)
        + ", with 95\u00a0% confidence between "
        + Html.signed(interval.low(), 4)
        + " and "
        + Html.signed(interval.high(), 4)
        + ": a paired interval ("
        + interval.method()
        + ") of both models on the same "
        + people
        + ".</p>";
  }

  private String measured() {
    Evaluation joint = findings.judgedJoint();
    StringBuilder out = new StringBuilder("<p class=\"small\">Measured on ");
    out.append(Html.count(joint.rows())).append(' ').append(people).append(' ');
    out.append(
        switch (findings.basis()) {
          case TEST -> "that no model was trained on";
          case VALIDATION -> "that were set aside for validation and that no model was trained on";
          case STOPPING ->
              "that were set aside for validation: nothing was fitted to them, but they decided"
                  + " when training stopped, which flatters a model a little";
          case TRAINING ->
              "that trained, since the split sets no test rows aside: this flatters a model, and"
                  + " one of more columns usually more";
          case SCORED -> "with a label, of which the models may have learned from some";
        });
    if (joint instanceof BinaryEvaluation e) {
      out.append("; ").append(Html.count(e.positives())).append(" of them ").append(ofWhich);
      out.append(" (").append(Html.percent((double) e.positives() / e.rows(), 2));
      out.append(
          findings.weighted() ? "; by weight " + Html.percent(e.positiveRate(), 2) + ")" : ")");
    }
    out.append(". ");
    if (names.repeats() == Names.Repeats.APART && findings.basis().heldOut()) {
      out.append("Some of them may be of people whose other rows trained, since ids are repeated");
      out.append(" and the split is not by the id alone: that flatters a model. ");
    }
    if (findings.weighted()) {
      out.append("Metrics are weighted by ").append(cause.whose());
      out.append(" column of weights; counts are of ");
      out.append(people).append(". ");
    }
    return out.append(precision(joint)).append("</p>").toString();
  }

  private String precision(Evaluation joint) {
    if (!findings.basis().heldOut()) {
      return "For a measurement that counts, give the job a split.";
    }
    Metric metric = findings.decisive();
    Interval interval = findings.uncertainty().model().get(metric);
    if (interval == null) {
      return (findings.weighted()
              ? "By what they weigh, they count for fewer than "
              : "With fewer than ")
          + (joint instanceof BinaryEvaluation
              ? Judge.LEAST_OF_A_CLASS + " of either label"
              : Judge.LEAST_ROWS)
          + ", no statement about others is possible.";
    }
    return "A set of this size fixes the joint "
        + findings.decisiveWords()
        + " to about \u00b1\u00a0"
        + Html.number(interval.half(), 3)
        + " (95\u00a0%).";
  }
}
