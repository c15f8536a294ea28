package dev.tributary.fl.jobs.algorithm.gbdt;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Objective;
import dev.tributary.fl.jobs.report.ReportInput;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.report.SplitEvaluations;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.model.FeatureImportance;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.spark.vertical.LabelPartyModel;
import dev.tributary.fl.spark.vertical.TrainingSummary;
import dev.tributary.protocol.PartyId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;

/** Gathers what the label party's report shows. */
final class ReportInputs {
  /** What the label party does not know of others. */
  private static final int UNKNOWN = -1;

  private ReportInputs() {}

  static ReportInput of(
      RunContext run,
      LabelPartyModel<?> joint,
      SplitEvaluations jointBySplit,
      SplitEvaluations soloBySplit,
      RunCost cost) {
    JobFile job = run.request().job();
    TrainingSummary summary = joint.summary().orElseThrow();
    RowOrder order = summary.order();
    return new ReportInput(
        job.job(),
        GbdtSection.of(job).objective() == Objective.BINARY ? "rows with label 1" : "rows",
        parties(run),
        new ReportInput.Sizes(order.rows(), order.training(), order.validation(), order.test()),
        jointBySplit,
        soloBySplit,
        summary.importances().stream()
            .map(f -> new ReportInput.OwnImportance(f.name(), f.gain(), f.frequency()))
            .toList(),
        partners(run.session().self(), summary.partyImportances()),
        cost,
        GbdtDisclosure.of(GbdtSection.of(job)),
        settings(job, joint.manifest()),
        versions(run),
        run.session().run().value(),
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'")
            .format(ZonedDateTime.now(ZoneOffset.UTC)),
        job.sha256());
  }

  private static List<ReportInput.Party> parties(RunContext run) {
    long rows = run.source().look(Dataset::count);
    List<ReportInput.Party> parties = new ArrayList<>();
    for (PartyId party : run.session().parties()) {
      boolean own = party.equals(run.session().self());
      parties.add(
          new ReportInput.Party(
              party.name(),
              run.request().job().parties().get(party.name()).role().toString(),
              own ? rows : UNKNOWN,
              own ? run.source().features().size() : UNKNOWN));
    }
    return parties;
  }

  private static List<ReportInput.PartnerImportance> partners(
      PartyId self, List<FeatureImportance> byParty) {
    return byParty.stream()
        .filter(party -> !party.name().equals(self.name()))
        .map(
            party ->
                new ReportInput.PartnerImportance(
                    party.name(), UNKNOWN, party.gain(), party.frequency()))
        .toList();
  }

  private static Map<String, String> settings(JobFile job, Manifest manifest) {
    Map<String, String> settings = new LinkedHashMap<>(manifest.parameters());
    settings.put("membership", GbdtSection.of(job).hidesMembership() ? "hidden" : "revealed");
    settings.put("alignment", job.align().protocol().toString());
    if (job.split().byShares()) {
      settings.put("split: share that trains", job.split().train().toString());
    }
    if (job.split().test() != null) {
      settings.put("split: test rows", job.split().test());
    }
    if (job.split().validationCondition() != null) {
      settings.put("split: validation rows", job.split().validationCondition());
    }
    return settings;
  }

  private static Map<String, String> versions(RunContext run) {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("Spark", run.source().rows().sparkSession().version());
    versions.put("Java", System.getProperty("java.version"));
    return versions;
  }
}
