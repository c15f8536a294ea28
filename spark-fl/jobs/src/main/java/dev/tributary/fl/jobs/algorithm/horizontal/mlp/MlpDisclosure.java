package dev.tributary.fl.jobs.algorithm.horizontal.mlp;

import dev.tributary.fl.horizontal.glm.GlmObjective;
import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.report.SumDisclosure;
import java.util.List;

/** Who learns what in a training: every party the totals. */
final class MlpDisclosure {
  private MlpDisclosure() {}

  static Disclosure of(JobFile job) {
    return job.privacy() == null ? withoutNoise(job) : withNoise(job);
  }

  private static Disclosure withNoise(JobFile job) {
    GlmObjective objective = MlpSection.of(job).objective();
    return SumDisclosure.withNoise(
        job,
        RunPrivacy.columns(objective),
        List.of(
            "training rows together: how many they are"
                + (objective.isClassification()
                    ? " and have each label, and how many are in every range of every column"
                    : ", and how many are in every range of every column and of the label")
                + "; in every round the sum of the rows' gradients, none longer than "
                + job.privacy().clip()
                + "; and the model, which is the same at all.",
            RunPrivacy.judged(objective)));
  }

  private static Disclosure withoutNoise(JobFile job) {
    MlpSection section = MlpSection.of(job);
    return SumDisclosure.of(
        job,
        List.of(
            "The names of every party's columns, and which are true or false"
                + (section.objective().hasPositives()
                    ? ", and which word of its label counts as 1."
                    : "."),
            "Of all parties' training rows together: how many they are, their weight and squared"
                + " weight, mean and variance of the label and of every column"
                + (section.objective().isClassification() ? ", and the weight of each label" : "")
                + "; and how many rows validate, and their weight.",
            "After every round how far the training of all parties moved each weight of the network,"
                + " each party's counted by the weight of its rows; the loss over all training rows"
                + " and over all that validate; and the model, which is the same at all.",
            SumDisclosure.judged("all parties' rows", section.objective()),
            "Less one's own part, a total is that of all others together: with few parties, or when"
                + " several put theirs together, it tells more of the remaining ones.",
            lossOfAParty(job)
                + "No figure of one other party by itself"
                + (job.lossRule().goesOn() ? " that is not lost" : "")
                + "; but how far weights move follows from how many steps each party takes,"
                + " so that of few parties the totals can tell about how many rows each has. Nothing"
                + " is added to the totals: what the moves of few parties with few rows, or of many"
                + " rounds, tell about single rows is not limited."));
  }

  /** The training goes on at weights near those before. */
  private static String lossOfAParty(JobFile job) {
    return job.lossRule().goesOn()
        ? "Of a party that is lost during the training: nearly its loss and how far it moved the"
            + " weights, the nearer the end the more exactly, since the others' rounds go on at"
            + " weights near the last ones of all. Where columns"
            + " take few different values, such as categories, exactly how many of its rows have"
            + " which values and label. "
        : "";
  }
}
