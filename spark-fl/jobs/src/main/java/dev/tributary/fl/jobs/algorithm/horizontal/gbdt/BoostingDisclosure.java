package dev.tributary.fl.jobs.algorithm.horizontal.gbdt;

import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.report.SumDisclosure;
import dev.tributary.fl.training.Objective;
import java.util.List;

/** Who learns what in a training: every party the totals. */
final class BoostingDisclosure {
  private BoostingDisclosure() {}

  static Disclosure of(JobFile job) {
    return job.privacy() == null ? withoutNoise(job) : withNoise(job);
  }

  private static Disclosure withNoise(JobFile job) {
    Objective objective = BoostingSection.of(job).objective();
    return SumDisclosure.withNoise(
        job,
        RunPrivacy.columns(objective),
        List.of(
            "training rows together: how many they are"
                + (objective.isClassification()
                    ? " and have each label, and how many values of every column"
                    : ", and how many values of every column and of the label")
                + " are missing or lie in which range; for every leaf of every tree, whose splits are"
                + " drawn at random, the sums of their first and second derivatives of the loss; and"
                + " the model, which is the same at all.",
            RunPrivacy.judged(objective)));
  }

  private static Disclosure withoutNoise(JobFile job) {
    BoostingSection section = BoostingSection.of(job);
    return SumDisclosure.of(
        job,
        List.of(
            "The names of every party's columns, and which are true or false"
                + (section.objective().hasPositives()
                    ? ", and which word of its label counts as 1."
                    : "."),
            "Of all parties' training rows together: how many lack a value of a column, and how many"
                + " values of every column, of the label and of the row weight lie in which octave"
                + " (from a power of two to the next), those of crowded octaves in ever narrower"
                + " parts, down to 2^-18 of their magnitude; so which value many rows share.",
            "How many rows of all parties train and validate, their weight, and the "
                + (section.objective().isClassification()
                    ? "weight of each label."
                    : "weighted mean of the labels."),
            "At every level of every tree, for every node that may be split and every bin of every"
                + " column that takes part: how many training rows of all parties"
                + (section.rowSample() < 1 ? " that were drawn" : "")
                + " are in it, and the sums of their first and second derivatives of the loss. Of a"
                + " small node or a rare bin these may be of one person, and tell that one's label.",
            "After every round the loss over all training rows and over all that validate; and the"
                + " model, which is the same at all.",
            SumDisclosure.judged("all parties' rows", section.objective()),
            "Less one's own part, a total is that of all others together: with few parties, or when"
                + " several put theirs together, it tells more of the remaining ones.",
            "No figure of one other party by itself. Nothing is added to the totals: what those of"
                + " few rows or of many trees tell about single rows is not limited."));
  }
}
