package dev.tributary.fl.jobs.algorithm.horizontal.glm;

import dev.tributary.fl.horizontal.glm.GlmObjective;
import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.report.SumDisclosure;
import java.util.List;

/** Who learns what in a fit: every party the totals. */
final class GlmDisclosure {
  private GlmDisclosure() {}

  static Disclosure of(JobFile job) {
    return job.privacy() == null ? withoutNoise(job) : withNoise(job);
  }

  private static Disclosure withNoise(JobFile job) {
    GlmObjective objective = GlmSection.of(job).objective();
    return SumDisclosure.withNoise(
        job,
        RunPrivacy.columns(objective),
        List.of(
            "training rows together: how many they are"
                + (objective.isClassification()
                    ? " and have each label, and how many are in every range of every column"
                    : ", and how many are in every range of every column and of the label")
                + "; at every step the sum of the rows' gradients, none longer than "
                + job.privacy().clip()
                + (objective.power() > 0
                    ? ", in a unit that follows from the mean and the deviation of the label"
                    : "")
                + "; and the model, which is the same at all.",
            RunPrivacy.judged(objective)));
  }

  private static Disclosure withoutNoise(JobFile job) {
    GlmSection section = GlmSection.of(job);
    return SumDisclosure.of(
        job,
        List.of(
            "The names of every party's columns, and which are true or false"
                + (section.objective().hasPositives()
                    ? ", which word of its label counts as 1"
                    : "")
                + ", and whether it has an offset.",
            "Of all parties' training rows together: how many they are, their weight and squared"
                + " weight, mean and variance of the label and of every column"
                + (section.objective().isClassification()
                    ? ", and the weight of each label."
                    : "."),
            "At every step of the fit the loss over all training rows and its gradient; and the"
                + " model, which is the same at all.",
            SumDisclosure.judged("all parties' rows", section.objective()),
            "Less one's own part, a total is that of all others together: with few parties, or when"
                + " several put theirs together, it tells more of the remaining ones.",
            lossOfAParty(job)
                + "No figure of one other party by itself"
                + (job.lossRule().goesOn() ? " that is not lost" : "")
                + ". Nothing is added to the totals: what those of"
                + " few rows or of many steps tell about single rows is not limited."));
  }

  /** The fit goes on at points near those before. */
  private static String lossOfAParty(JobFile job) {
    return job.lossRule().goesOn()
        ? "Of a party that is lost during the fit: nearly its loss and gradient, the nearer the end"
            + " the more exactly, since the others' totals go on at points near the last one of all. Where columns"
            + " take few different values, such as categories, exactly how many of its rows have"
            + " which values and label. "
        : "";
  }
}
