package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.MulticlassEvaluation;
import dev.tributary.fl.evaluation.PoissonEvaluation;
import dev.tributary.fl.evaluation.RegressionEvaluation;
import dev.tributary.fl.evaluation.Sample;
import dev.tributary.fl.jobs.algorithm.gbdt.GbdtDisclosure;
import dev.tributary.fl.jobs.report.ReportInput.OwnImportance;
import dev.tributary.fl.jobs.report.ReportInput.PartnerImportance;
import dev.tributary.fl.jobs.report.ReportInput.Party;
import dev.tributary.fl.jobs.report.ReportInput.Sizes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Made-up runs for the tests of the report. */
final class ReportExamples {
  static final String SHA = "3f9a5c0e".repeat(8);

  private ReportExamples() {}

  static ReportInput binary() {
    return input(
        "activation-campaign",
        SplitEvaluations.of(scored(13_300, 1.6, 1), scored(5_700, 1.25, 2)),
        SplitEvaluations.of(scored(13_300, 0.6, 3), scored(5_700, 0.25, 4)),
        GbdtDisclosure.PAILLIER_REVEALED);
  }

  static ReportInput regression() {
    return input(
        "motor",
        SplitEvaluations.of(
            new RegressionEvaluation(640, 0.0978, 0.9906),
            new RegressionEvaluation(160, 0.1353, 0.9822)),
        SplitEvaluations.of(
            new RegressionEvaluation(640, 0.6, 0.61), new RegressionEvaluation(160, 0.7833, 0.402)),
        GbdtDisclosure.LATTICE);
  }

  static ReportInput poisson() {
    return input(
        "doctor-visits",
        SplitEvaluations.of(
            new PoissonEvaluation(4000, 0.7427), new PoissonEvaluation(1000, 0.8576)),
        SplitEvaluations.of(new PoissonEvaluation(4000, 0.95), new PoissonEvaluation(1000, 1.0441)),
        GbdtDisclosure.LATTICE);
  }

  static ReportInput multiclass() {
    double[][] confusion = {{40, 2, 3}, {4, 30, 6}, {1, 5, 45}};
    MulticlassEvaluation e = new MulticlassEvaluation(136, 0.8456, 0.42, confusion);
    return input(
        "vehicles",
        SplitEvaluations.of(e, e),
        SplitEvaluations.none(),
        GbdtDisclosure.PAILLIER_HIDDEN);
  }

  static ReportInput input(
      String job, SplitEvaluations joint, SplitEvaluations solo, Disclosure disclosure) {
    Map<String, Double> stages = new LinkedHashMap<>();
    stages.put("read", 3.2);
    stages.put("align", 14.8);
    stages.put("bins", 2.9);
    stages.put("solo", 4.6);
    stages.put("train", 83.5);
    stages.put("evaluate", 2.4);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("algorithm", "vertical-gbdt");
    settings.put("trees", "50");
    settings.put("depth", "5");
    settings.put("learning rate", "0.1");
    settings.put("cipher", "paillier, 2048 bits");
    settings.put("membership", "revealed");
    return new ReportInput(
        job,
        "applicants",
        List.of(
            new Party("lender", "label", 20_000, 40), new Party("bureau", "feature", 25_000, -1)),
        new Sizes(19_000, 13_300, 0, 5_700),
        joint,
        solo,
        List.of(
            new OwnImportance("logins_90d", 41.5, 38),
            new OwnImportance("stated_income", 28.0, 29),
            new OwnImportance("form_completion_share", 14.0, 22),
            new OwnImportance("days_since_last_login", 9.7, 12)),
        List.of(new PartnerImportance("bureau", 47, 402.0, 611)),
        new RunCost(1.67, 111.4, stages, 48_300_000, 61_700_000, 92_100_000),
        disclosure,
        settings,
        Map.of("tributary", "0.1.0", "spark", "3.5.9"),
        "r-20261124-7",
        "2026-11-24 20:15 UTC",
        SHA);
  }

  /** About 1 % positives whose log odds are shifted by {@code shift}. */
  private static BinaryEvaluation scored(int rows, double shift, long seed) {
    Random random = new Random(seed);
    double[] score = new double[rows];
    double[] label = new double[rows];
    for (int r = 0; r < rows; r++) {
      label[r] = r % 100 == 0 ? 1 : 0;
      score[r] = 1 / (1 + Math.exp(4.4 - 0.7 * (random.nextGaussian() + shift * label[r])));
    }
    return BinaryEvaluation.of(Sample.of(score, label), 0.01, 0.05, 0.1);
  }
}
