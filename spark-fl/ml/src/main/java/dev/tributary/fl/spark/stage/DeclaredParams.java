package dev.tributary.fl.spark.stage;

import dev.tributary.fl.align.AlignmentParameters;
import dev.tributary.fl.spark.align.Alignments;
import dev.tributary.fl.training.MulticlassObjective;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.training.Range;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import scala.runtime.AbstractFunction1;

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
    add(
        new StringArrayParam(
            owner,
            "idNormalization",
            "steps that make ids alike, of every id column, such as 'trim,upper'"),
        new String[0]);
    add(
        new Param<String>(
            owner,
            "alignment",
            "versioned suite by which common rows are found",
            ParamValidators.inArray(Alignments.suites())),
        Alignments.DEFAULT);
    number(AlignmentParameters.MIN_INTERSECTION);
    number(AlignmentParameters.MAX_IDS);
    return this;
  }

  /** Numbers that an algorithm describes. */
  public DeclaredParams numbers(List<Parameter<?>> parameters) {
    parameters.forEach(this::number);
    return this;
  }

  private void number(Parameter<?> parameter) {
    Class<?> type = parameter.type();
    Within valid = new Within(parameter.range());
    add(
        type == Integer.class
            ? new IntParam(owner, parameter.param(), parameter.words(), valid)
            : type == Long.class
                ? new LongParam(owner, parameter.param(), parameter.words(), valid)
                : new DoubleParam(owner, parameter.param(), parameter.words(), valid));
    if (parameter.preset() != null) {
      preset(parameter.param(), parameter.preset());
    }
  }

  @SuppressWarnings("unchecked")
  private void preset(String name, Object preset) {
    owner.setDefault((Param<Object>) byName.get(name), preset);
  }

  /** A text with a default. */
  public DeclaredParams text(String name, String doc, String preset) {
    add(new Param<String>(owner, name, doc), preset);
    return this;
  }

  /** A text that may be unset. */
  public DeclaredParams text(String name, String doc) {
    add(new Param<String>(owner, name, doc));
    return this;
  }

  /** Whole numbers with a default. */
  public DeclaredParams wholes(String name, String doc, int... preset) {
    add(new IntArrayParam(owner, name, doc), preset);
    return this;
  }

  /** Numbers with a default. */
  public DeclaredParams reals(String name, String doc, double... preset) {
    add(new DoubleArrayParam(owner, name, doc), preset);
    return this;
  }

  /** The columns to learn from, of stages whose rows need no ids. */
  public DeclaredParams features() {
    add(new StringArrayParam(owner, "featureCols", "numeric columns to learn from"));
    return this;
  }

  /** A text that is one of a few, the first by default. */
  public DeclaredParams choice(String name, String doc, List<String> choices) {
    add(new Param<String>(owner, name, doc, ParamValidators.inArray(choices)), choices.get(0));
    return this;
  }

  /** Something that is true unless it is set to false. */
  public DeclaredParams truth(String name, String doc) {
    add(new BooleanParam(owner, name, doc), true);
    return this;
  }

  /** Something that is false unless it is set to true. */
  public DeclaredParams request(String name, String doc) {
    add(new BooleanParam(owner, name, doc), false);
    return this;
  }

  /** Columns with which predictions move one way only; a party's own affair. */
  public DeclaredParams monotone() {
    String[] none = new String[0];
    add(
        new StringArrayParam(owner, "increasingCols", "features with which predictions never fall"),
        none);
    add(
        new StringArrayParam(owner, "decreasingCols", "features with which predictions never rise"),
        none);
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
    add(
        new IntParam(
            owner,
            "numClasses",
            "trees a round: classes of multiclass, otherwise 1",
            new Within(Range.between(1, MulticlassObjective.MAX_CLASSES))),
        1);
    return this;
  }

  /** What a classifier minimises. */
  public DeclaredParams kinds() {
    objective(Stream.concat(Stream.of("auto"), Objective.OF_CLASSES.stream()).toList());
    add(
        new IntParam(
            owner,
            "numClasses",
            "classes of multiclass; 0 for one more than the largest label",
            new Within(Range.between(0, MulticlassObjective.MAX_CLASSES))),
        0);
    return this;
  }

  /** What a regressor minimises. */
  public DeclaredParams means() {
    objective(Objective.OF_NUMBERS);
    return this;
  }

  private void objective(List<String> names) {
    add(
        new Param<String>(
            owner,
            "objective",
            "what is minimised: " + String.join(", ", names),
            ParamValidators.inArray(names)),
        names.get(0));
  }

  private void add(Param<?> param) {
    byName.put(param.name(), param);
  }

  private <T> void add(Param<T> param, T preset) {
    byName.put(param.name(), param);
    owner.setDefault(param, preset);
  }

  /** Whether a Param's value lies in a range. */
  private static final class Within extends AbstractFunction1<Object, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Range range;

    Within(Range range) {
      this.range = range;
    }

    @Override
    public Object apply(Object value) {
      return range.contains((Number) value);
    }
  }
}
