package dev.tributary.fl.jobs.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that {@code report.html} shows. Texts may come from other parties: the report escapes
 * them.
 *
 * @param job name of the job
 * @param names what rows and labels are called
 * @param parties who has the rows in common, the label party first
 * @param sizes rows of the run
 * @param findings what was measured; where the job pools people, perhaps nothing
 * @param remedies what to change against overfitting, as words that follow "try"
 * @param ownImportances features of the label party, largest gain first
 * @param partnerImportances what other parties' features gave, without their names
 * @param cost timings and traffic
 * @param warnings what looks like an accident in this party's own table
 * @param waived protection that this party waived
 * @param disclosure which texts of the leakage table apply
 * @param settings what the job says, in words, by name
 * @param parameters algorithm and cipher parameters as the model's manifest has them
 * @param versions software versions by name
 * @param run identity of the run
 * @param finished when it ended, in ISO 8601
 * @param jobSha256 SHA-256 of the canonical job file, hexadecimal
 */
public record ReportInput(
    String job,
    Names names,
    List<Party> parties,
    Sizes sizes,
    Findings findings,
    String remedies,
    List<OwnImportance> ownImportances,
    List<PartnerImportance> partnerImportances,
    RunCost cost,
    List<String> warnings,
    List<String> waived,
    Disclosure disclosure,
    Map<String, String> settings,
    Map<String, String> parameters,
    Map<String, String> versions,
    String run,
    String finished,
    String jobSha256) {

  public ReportInput {
    if (parties.isEmpty()) {
      throw new IllegalArgumentException("a report needs parties");
    }
    parties = List.copyOf(parties);
    ownImportances = List.copyOf(ownImportances);
    partnerImportances = List.copyOf(partnerImportances);
    warnings = List.copyOf(warnings);
    waived = List.copyOf(waived);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
  }

  /**
   * A party of the job.
   *
   * @param name as in the job file
   * @param role as in the job file, label or feature
   * @param rows rows it brought, or -1 where it keeps that to itself
   * @param features columns it trained with, or -1 where it keeps that to itself
   * @param matched of its rows, those in common, or -1 where it keeps that to itself
   */
  public record Party(String name, String role, long rows, int features, long matched) {}

  /** People known to all parties, and how they were split. */
  public record Sizes(long aligned, long train, long validation, long test) {}

  /**
   * What one own column gave.
   *
   * @param feature column name
   * @param gain sum over splits of the loss reduction
   * @param splits number of splits on the feature
   */
  public record OwnImportance(String feature, double gain, long splits) {}

  /**
   * What another party's columns gave together.
   *
   * @param party its name
   * @param featuresUsed number of distinct features chosen, or -1 where it is not disclosed
   * @param gain sum over all its splits of the loss reduction
   * @param splits number of splits
   */
  public record PartnerImportance(String party, int featuresUsed, double gain, long splits) {}
}
