package dev.tributary.fl.spark.stage;

import dev.tributary.fl.align.AlignmentParameters;
import dev.tributary.fl.spark.data.LayoutSettings;
import dev.tributary.fl.vertical.tree.TreeParameters;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import scala.Function1;

/** The Params of one stage, made in its constructor once its uid is set. */
public final class DeclaredParams implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Params owner;
  private final Map<String, Param<?>> byName = new HashMap<>();

  public DeclaredParams(Params owner) {
    this.owner = owner;
  }

  public Param<?> get(String name) {
    return byName.get(name);
  }

  /** Of every stage. */
  public DeclaredParams federated() {
    add(new StringArrayParam(owner, "idCols", "id columns, in the order all parties agreed on"));
    add(new StringArrayParam(owner, "featureCols", "numeric columns to learn from"));
    long least = AlignmentParameters.DEFAULT_MIN_INTERSECTION;
    add(
        new LongParam(
            owner,
            "minIntersection",
            "fewest common rows that this party accepts, at least 1",
            ParamValidators.gtEq(1)),
        least);
    return this;
  }

  /** How trees are grown; of every estimator. */
  public DeclaredParams training() {
    TreeParameters defaults = TreeParameters.DEFAULTS;
    integer("maxIter", "most boosting rounds", 1, defaults.trees());
    integer("maxDepth", "most levels of splits, 1 to 10", 1, defaults.depth());
    number("stepSize", "factor on every leaf, in (0, 1]", share(), defaults.learningRate());
    integer("maxBins", "most value bins of a feature, 2 to 255", 2, 32);
    integer("minSideCount", "least training rows in a bin", 1, LayoutSettings.MIN_SIDE_COUNT);
    number("subsamplingRate", "share of rows per round, in (0, 1]", share(), defaults.rowSample());
    number(
        "featureSubsetRate",
        "share of every party's columns per round, in (0, 1]",
        share(),
        defaults.columnSample());
    number("minInfoGain", "a split must gain more than this (gamma)", least(), defaults.gamma());
    number("regParam", "L2 penalty on leaf weights (lambda)", least(), defaults.lambda());
    number("l1RegParam", "L1 penalty on leaf weights (alpha)", least(), defaults.alpha());
    number("minChildWeight", "least hessian sum of a child", least(), defaults.minChildWeight());
    integer(
        "earlyStoppingRounds",
        "stop after so many rounds without a better validation loss; 0 never",
        0,
        defaults.earlyStoppingRounds());
    add(
        new LongParam(owner, "seed", "of row and column sampling, beside each party's secret"),
        defaults.seed());
    text("cipher", "versioned suite that hides the sums", "lattice-1");
    add(
        new DoubleParam(
            owner,
            "sigmaOut",
            "noise on every sum under lattice-1, in units of the largest derivative, with"
                + " squared error of a typical one; above 0; follows from the training if not set",
            ParamValidators.gt(0)));
    add(
        new IntParam(
            owner,
            "keyBits",
            "Paillier modulus",
            ParamValidators.inArray(List.<Object>of(2048, 3072, 4096))),
        2048);
    add(
        new Param<String>(
            owner,
            "jobSha256",
            "hash of what the parties agreed on, for manifests; of the growth Params if not set"));
    return this;
  }

  /** Columns that only the label party's estimators read. */
  public DeclaredParams labels() {
    text("labelCol", "label column", "label");
    add(new Param<String>(owner, "weightCol", "row weight column; 1 each if not set"));
    add(
        new Param<String>(
            owner, "validationIndicatorCol", "true for rows that validate; none does if not set"));
    add(
        new Param<String>(
            owner, "testIndicatorCol", "true for rows that are scored only; none is if not set"));
    add(
        new BooleanParam(
            owner, "soloBaseline", "whether the label party also trains alone, to compare"),
        false);
    return this;
  }

  /** Columns that the label party's models write. */
  public DeclaredParams predictions() {
    text("predictionCol", "prediction column", "prediction");
    add(
        new Param<String>(
            owner,
            "handleInvalid",
            "rows that another party lacks: skip, keep (null prediction) or error",
            ParamValidators.inArray(List.of("skip", "keep", "error"))),
        "skip");
    return this;
  }

  /** Columns that a classification model writes besides. */
  public DeclaredParams classes() {
    text("rawPredictionCol", "raw score per class", "rawPrediction");
    text("probabilityCol", "probability per class", "probability");
    return this;
  }

  /** How many trees the label party grows a round, at a party that does not know the labels. */
  public DeclaredParams trees() {
    integer("numClasses", "trees a round: classes of multiclass, otherwise 1", 1, 1);
    return this;
  }

  /** What a classifier minimises. */
  public DeclaredParams kinds() {
    objective("auto", "binary", "multiclass");
    integer("numClasses", "classes of multiclass; 0 for one more than the largest label", 0, 0);
    return this;
  }

  /** What a regressor minimises. */
  public DeclaredParams means() {
    objective("squared-error", "poisson");
    return this;
  }

  private void objective(String... names) {
    add(
        new Param<String>(
            owner,
            "objective",
            "what is minimised: " + String.join(", ", names),
            ParamValidators.inArray(List.of(names))),
        names[0]);
  }

  private void integer(String name, String doc, int least, int preset) {
    add(new IntParam(owner, name, doc, ParamValidators.gtEq(least)), preset);
  }

  private void number(String name, String doc, Function1<Object, Object> valid, double preset) {
    add(new DoubleParam(owner, name, doc, valid), preset);
  }

  private void text(String name, String doc, String preset) {
    Param<String> param = new Param<>(owner, name, doc);
    byName.put(name, param);
    owner.setDefault(param, preset);
  }

  private void add(Param<?> param) {
    byName.put(param.name(), param);
  }

  private <T> void add(Param<T> param, T preset) {
    byName.put(param.name(), param);
    owner.setDefault(param, preset);
  }

  private static Function1<Object, Object> share() {
    return ParamValidators.inRange(0, 1, false, true);
  }

  private static Function1<Object, Object> least() {
    return ParamValidators.gtEq(0);
  }
}
