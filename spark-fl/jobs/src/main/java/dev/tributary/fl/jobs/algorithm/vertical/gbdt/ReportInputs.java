package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.jobs.algorithm.Algorithm;
import dev.tributary.fl.jobs.algorithm.TreesInWords;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.report.FeatureReportInput;
import dev.tributary.fl.jobs.report.Findings;
import dev.tributary.fl.jobs.report.MatchedRows;
import dev.tributary.fl.jobs.report.Names;
import dev.tributary.fl.jobs.report.ReportInput;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.mixed.Groups;
import dev.tributary.fl.model.FeatureImportance;
import dev.tributary.fl.spark.vertical.LabelPartyModel;
import dev.tributary.fl.spark.vertical.TrainingSummary;
import dev.tributary.fl.spark.vertical.VerticalGBTFeatureModel;
import dev.tributary.fl.vertical.cipher.Cipher;
import dev.tributary.fl.vertical.cipher.Ciphers;
import dev.tributary.protocol.PartyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Gathers what the reports show. */
public final class ReportInputs {
  /** What the label party does not know of others. */
  private static final int UNKNOWN = -1;

  /** Of a feature party; some ciphers hide these numbers from it, one does not. */
  static final String ASKED =
      "For every level of every tree you were asked for sums over your rows of the numbers that the"
          + " label party sent, once per value bin of your columns; after each level, for the"
          + " splits that the label party chose among them. What you could see of these numbers is"
          + " told under What each party saw.";

  private ReportInputs() {}

  public static ReportInput of(
      RunContext run, LabelPartyModel<?> joint, Findings findings, RunCost cost) {
    JobFile job = run.request().job();
    TrainingSummary summary = joint.summary().orElseThrow();
    RowOrder order = summary.order();
    return new ReportInput(
        job.job(),
        Names.of(job.evaluate()),
        parties(run),
        sizes(order),
        findings,
        TreesInWords.againstOverfitting(GbdtSection.of(job), job.split().validates()),
        summary.importances().stream()
            .map(f -> new ReportInput.OwnImportance(f.name(), f.gain(), f.frequency()))
            .toList(),
        partners(run.session().self(), summary.partyImportances()),
        cost,
        run.warnings(),
        run.safeguards().waived(),
        disclosure(job),
        settings(run),
        exact(job, joint.manifest().parameters()),
        versions(run),
        run.session().run().value(),
        now(),
        job.sha256());
  }

  /**
   * Of a feature party.
   *
   * @param labels that it served
   */
  public static FeatureReportInput of(
      RunContext run, VerticalGBTFeatureModel model, List<PartyId> labels) {
    JobFile job = run.request().job();
    Map<String, String> parameters = exact(job, model.manifest().parameters());
    versions(run).forEach((name, version) -> parameters.put("version of " + name, version));
    parameters.put("run", run.session().run().value());
    parameters.put("SHA-256 of the job", job.sha256());
    return new FeatureReportInput(
        job.job(),
        run.session().self().name(),
        labels.stream().map(PartyId::name).collect(Collectors.joining(", ")),
        common(run),
        run.source().profile().rows(),
        sizes(run.watch().rows()),
        run.source().features().size(),
        ASKED,
        model.featureModel().splits().size(),
        run.watch().bitmaps().orElseThrow(),
        model.importances(),
        run.cost(),
        run.warnings(),
        run.safeguards().waived(),
        disclosure(job),
        settings(run),
        parameters,
        now());
  }

  private static Map<String, String> settings(RunContext run) {
    Map<String, String> settings =
        SettingsInWords.of(run.request().job(), run.source().source().monotone());
    if (run.source().source().where() != null) {
      settings.put("Own table", run.source().kept().words());
    }
    settings.put("Matched", run.watch().matched().words());
    return settings;
  }

  /** A model's own record, by the words of job files, without parameters of another cipher. */
  static Map<String, String> exact(JobFile job, Map<String, String> manifest) {
    Map<String, String> exact = new LinkedHashMap<>(manifest);
    exact.put("algorithm", job.train().algorithm().name());
    Cipher cipher = Ciphers.named(GbdtSection.of(job).cipherName());
    Ciphers.keys().stream()
        .filter(key -> !cipher.keys().contains(key))
        .forEach(key -> exact.remove(key.name()));
    return exact;
  }

  private static Disclosure disclosure(JobFile job) {
    return ((Algorithm) job.train().algorithm()).disclosure(job);
  }

  private static ReportInput.Sizes sizes(RowOrder order) {
    return new ReportInput.Sizes(order.rows(), order.training(), order.validation(), order.test());
  }

  private static String now() {
    return Instant.now().toString();
  }

  private static List<ReportInput.Party> parties(RunContext run) {
    long rows = run.source().profile().rows();
    List<ReportInput.Party> parties = new ArrayList<>();
    for (PartyId party : group(run)) {
      boolean own = party.equals(run.session().self());
      parties.add(
          new ReportInput.Party(
              party.name(),
              run.request().job().parties().get(party.name()).role().toString(),
              own ? rows : met(run, party, MatchedRows.Other::rows),
              own ? run.source().features().size() : UNKNOWN,
              own ? run.watch().matched().matched() : met(run, party, MatchedRows.Other::matched)));
    }
    return parties;
  }

  /** Those with whom a label party has rows in common. */
  private static List<PartyId> group(RunContext run) {
    return Groups.of(run.session().roster()).group(run.session().self()).parties();
  }

  /** Whose rows are matched at a feature party. */
  private static String common(RunContext run) {
    Groups groups = Groups.of(run.session().roster());
    if (groups.labels().size() == 1) {
      return "all parties";
    }
    return groups.served(run.session().self()).size() > 1
        ? "label parties and all who serve them (a row once for each)"
        : "a label party and all who serve it";
  }

  /** The label party exchanged points with every other one. */
  private static long met(RunContext run, PartyId party, ToLongFunction<MatchedRows.Other> number) {
    MatchedRows.Other other = run.watch().matched().byParty().get(party.name());
    return other == null ? UNKNOWN : number.applyAsLong(other);
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

  private static Map<String, String> versions(RunContext run) {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("Spark", run.source().rows().sparkSession().version());
    versions.put("Java", System.getProperty("java.version"));
    return versions;
  }
}
