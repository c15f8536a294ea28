package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.DevianceEvaluation;
import dev.tributary.fl.evaluation.Evaluation;
import dev.tributary.fl.evaluation.Judge;
import dev.tributary.fl.evaluation.ModelScores;
import dev.tributary.fl.evaluation.MulticlassEvaluation;
import dev.tributary.fl.evaluation.RegressionEvaluation;
import dev.tributary.fl.evaluation.ScoreShift;
import dev.tributary.fl.evaluation.Uncertainty;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.GbdtDisclosure;
import dev.tributary.fl.jobs.file.EvaluateSection;
import dev.tributary.fl.jobs.report.ReportInput.OwnImportance;
import dev.tributary.fl.jobs.report.ReportInput.PartnerImportance;
import dev.tributary.fl.jobs.report.ReportInput.Party;
import dev.tributary.fl.jobs.report.ReportInput.Sizes;
import dev.tributary.fl.vertical.cipher.Ciphers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Made-up runs for the tests of the report. */
final class ReportExamples {
  static final String SHA = "3f9a5c0e".repeat(8);

  static final Names APPLICANTS =
      Names.of(new EvaluateSection(null, null, null, "applicants", "others"));
  static final Disclosure LATTICE = disclosure("lattice-1");
  private static final double[] TOP = {0.01, 0.05, 0.1};

  private ReportExamples() {}

  private static Disclosure disclosure(String suite) {
    return new GbdtDisclosure(Ciphers.protection(suite));
  }

  static ReportInput binary() {
    return input("activation-campaign", campaign(Judged.ON_TEST), disclosure("paillier-1"));
  }

  /** How a made-up run was judged. */
  enum Judged {
    ON_TEST,
    ON_TRAINING
  }

  /** About 1 % positives, whom the joint model finds far better. */
  static Findings campaign(Judged judged) {
    boolean test = judged == Judged.ON_TEST;
    List<ModelScores> training = scored(13_300, 1.6, 0.6, 1, 1);
    return binary(test ? scored(5_700, 1.25, 0.25, 2, 1) : null, training, Findings.Weighting.NONE);
  }

  /**
   * @param test the joint and the solo model's; null for none
   * @param training likewise
   */
  static Findings binary(
      List<ModelScores> test, List<ModelScores> training, Findings.Weighting weighting) {
    return findings(Judge.BINARY, test, training, weighting);
  }

  static Findings findings(
      Judge judge,
      List<ModelScores> test,
      List<ModelScores> training,
      Findings.Weighting weighting) {
    Map<String, Evaluation> joint = new LinkedHashMap<>();
    Map<String, Evaluation> solo = new LinkedHashMap<>();
    joint.put("train", judge.evaluate(training.get(0), TOP));
    solo.put("train", judge.evaluate(training.get(1), TOP));
    Uncertainty uncertainty = Findings.unknown();
    Optional<ScoreShift> shift = Optional.empty();
    if (test != null) {
      joint.put("test", judge.evaluate(test.get(0), TOP));
      solo.put("test", judge.evaluate(test.get(1), TOP));
      uncertainty = Uncertainty.of(judge, test.get(0), Optional.of(test.get(1)), TOP);
      shift = Optional.of(ScoreShift.between(training.get(0).output()[0], test.get(0).output()[0]));
    }
    SplitEvaluations byJoint = new SplitEvaluations(joint);
    return new Findings(
        byJoint,
        new SplitEvaluations(solo),
        Basis.of(byJoint, false),
        weighting,
        uncertainty,
        shift);
  }

  static ReportInput regression() {
    return input(
        "motor",
        known(
            new RegressionEvaluation(640, 0.0978, 0.9906),
            new RegressionEvaluation(160, 0.1353, 0.9822),
            new RegressionEvaluation(640, 0.6, 0.61),
            new RegressionEvaluation(160, 0.7833, 0.402)),
        LATTICE);
  }

  static ReportInput poisson() {
    return input(
        "doctor-visits",
        known(
            new DevianceEvaluation(4000, 1, 0.7427),
            new DevianceEvaluation(1000, 1, 0.8576),
            new DevianceEvaluation(4000, 1, 0.95),
            new DevianceEvaluation(1000, 1, 1.0441)),
        LATTICE);
  }

  /** Without a solo model. */
  static ReportInput multiclass() {
    double[][] confusion = {{40, 2, 3}, {4, 30, 6}, {1, 5, 45}};
    MulticlassEvaluation e = new MulticlassEvaluation(136, 0.8456, 0.42, confusion);
    return input("vehicles", known(e, e, null, null), disclosure("paillier-hidden-1"));
  }

  /** Metrics that are given; no interval of anything. */
  private static Findings known(
      Evaluation jointTrain, Evaluation jointTest, Evaluation soloTrain, Evaluation soloTest) {
    return new Findings(
        splits(jointTrain, jointTest),
        soloTrain == null ? SplitEvaluations.none() : splits(soloTrain, soloTest),
        Basis.TEST,
        Findings.Weighting.NONE,
        Findings.unknown(),
        Optional.empty());
  }

  private static SplitEvaluations splits(Evaluation train, Evaluation test) {
    Map<String, Evaluation> both = new LinkedHashMap<>();
    both.put("train", train);
    both.put("test", test);
    return new SplitEvaluations(both);
  }

  static ReportInput input(String job, Findings findings, Disclosure disclosure) {
    return input(job, findings, disclosure, APPLICANTS);
  }

  /** A run whose owner did without something. */
  static ReportInput waiving(String what) {
    return input(
        "activation-campaign",
        campaign(Judged.ON_TEST),
        LATTICE,
        APPLICANTS,
        List.of(),
        List.of(what));
  }

  /** A run of a table in which something looks like an accident. */
  static ReportInput warning(String of) {
    return input(
        "activation-campaign",
        campaign(Judged.ON_TEST),
        LATTICE,
        APPLICANTS,
        List.of(of),
        List.of());
  }

  static ReportInput input(String job, Findings findings, Disclosure disclosure, Names names) {
    return input(job, findings, disclosure, names, List.of(), List.of());
  }

  private static ReportInput input(
      String job,
      Findings findings,
      Disclosure disclosure,
      Names names,
      List<String> warnings,
      List<String> waived) {
    Map<String, Double> stages = new LinkedHashMap<>();
    stages.put("read", 3.2);
    stages.put("align", 14.8);
    stages.put("bins", 2.9);
    stages.put("solo", 4.6);
    stages.put("train", 83.5);
    stages.put("evaluate", 2.4);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("Model", "gradient boosted trees over the columns of all parties");
    settings.put("Size", "at most 50 trees of at most 5 levels, each shrunk to 0.1 of its step");
    return new ReportInput(
        job,
        names,
        List.of(
            new Party("lender", "label", 20_000, 40, 19_000),
            new Party("bureau", "feature", 25_000, -1, 19_000)),
        new Sizes(19_000, 13_300, 0, 5_700),
        findings,
        "a smaller train.depth (now 5)",
        List.of(
            new OwnImportance("logins_90d", 41.5, 38),
            new OwnImportance("stated_income", 28.0, 29),
            new OwnImportance("form_completion_share", 14.0, 22),
            new OwnImportance("days_since_last_login", 9.7, 12)),
        List.of(new PartnerImportance("bureau", 47, 402.0, 611)),
        new RunCost(
            Optional.of(new Pace("tree", 1.67)), 111.4, stages, 48_300_000, 61_700_000, 92_100_000),
        warnings,
        waived,
        disclosure,
        settings,
        Map.of("learning-rate", "0.1"),
        Map.of("tributary", "0.1.0", "spark", "3.5.9"),
        "r-20261124-7",
        "2026-11-24T20:15:42.123456Z",
        SHA);
  }

  /**
   * Two models of the same people, about 1 % of label 1, whose log odds are shifted.
   *
   * @param weight of every row
   */
  static List<ModelScores> scored(
      int rows, double shift, double soloShift, long seed, double weight) {
    Random random = new Random(seed);
    double[] label = new double[rows];
    double[] weights = new double[rows];
    double[][] score = new double[2][rows];
    for (int r = 0; r < rows; r++) {
      label[r] = r % 100 == 0 ? 1 : 0;
      weights[r] = weight;
      score[0][r] = probability(random.nextGaussian() + shift * label[r]);
      score[1][r] = probability(random.nextGaussian() + soloShift * label[r]);
    }
    return List.of(
        new ModelScores(new double[][] {score[0]}, label, weights),
        new ModelScores(new double[][] {score[1]}, label, weights));
  }

  private static double probability(double logOdds) {
    return 1 / (1 + Math.exp(4.4 - 0.7 * logOdds));
  }
}
