package dev.tributary.fl.jobs.report;

import dev.tributary.fl.model.FeatureImportance;
import dev.tributary.fl.training.GivenBitmaps;
import java.util.List;
import java.util.Map;

/**
 * What the report of a feature party shows: its own side of a training. It has no scores, no
 * metrics and no labels, because the party has none. Texts may come from other parties: the report
 * escapes them.
 *
 * @param job name of the job
 * @param self this party
 * @param labelParty who asked
 * @param common who has the rows in common, as a sentence has it
 * @param ownRows rows that this party brought
 * @param sizes rows in common, and what they were used for
 * @param features columns that this party brought
 * @param asked what the algorithm asked it for, in sentences
 * @param splits of its columns in the model
 * @param bitmaps that it gave, counted by itself
 * @param importances of its features, largest gain first; those without a split are absent
 * @param cost timings and traffic of this party
 * @param warnings what looks like an accident in its own table
 * @param waived protection that this party waived
 * @param disclosure which texts of the leakage table apply
 * @param settings what the job says, in words, by name
 * @param parameters the same exactly, with versions and identities
 * @param finished when it ended, in ISO 8601
 */
public record FeatureReportInput(
    String job,
    String self,
    String labelParty,
    String common,
    long ownRows,
    ReportInput.Sizes sizes,
    int features,
    String asked,
    int splits,
    GivenBitmaps bitmaps,
    List<FeatureImportance> importances,
    RunCost cost,
    List<String> warnings,
    List<String> waived,
    Disclosure disclosure,
    Map<String, String> settings,
    Map<String, String> parameters,
    String finished) {
  public FeatureReportInput {
    importances = List.copyOf(importances);
    warnings = List.copyOf(warnings);
    waived = List.copyOf(waived);
  }
}
