package dev.tributary.fl.horizontal.privacy;

import static dev.tributary.fl.training.Parameter.real;

import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.training.Range;
import java.util.List;

/** The numbers of a job's {@code privacy}, one {@link Parameter} each. */
public final class PrivacyParameters {
  public static final Parameter<Double> EPSILON =
      real(
          "epsilon",
          "epsilon",
          "how much more likely anything may become by one row, as a power of e",
          Range.between(0.01, 100),
          null);
  public static final Parameter<Double> DELTA =
      real(
          "delta",
          "delta",
          "chance that is left out of that; well below one over the rows of all parties",
          Range.between(1e-15, 1e-3),
          null);

  /** Of a job these follow from {@code sum.min-parties}. */
  public static final Parameter<Integer> PARTIES =
      new Parameter<>(
          "parties",
          "minParties",
          Integer.class,
          "fewest parties whose vectors make a total, among whom the noise is divided; by default"
              + " all",
          Range.between(2, 128),
          null);

  public static final Parameter<Integer> COLLUDING =
      new Parameter<>(
          "colluding",
          "colluding",
          Integer.class,
          "how many parties may pool what they know, the summing one among them, and still see the"
              + " whole noise; by default one less than sum.threshold",
          Range.between(1, 127),
          null);
  public static final Parameter<Double> CLIP =
      real(
          "clip",
          "clip",
          "longest gradient of a row, over columns of standard deviation 1 and in units of a"
              + " derivative that is not unusual; of trees longest derivatives of a row; of clusters,"
              + " components and correlations longest row, as a multiple of the root of the number of columns; longer"
              + " ones are shortened to it",
          Range.between(1e-3, 1e3),
          2.0);
  public static final Parameter<Double> LEARNING_RATE =
      real(
          "learning-rate",
          "stepSize",
          "factor on steps along the mean gradient",
          Range.between(1e-4, 1e3),
          1.0);

  /** All of them. */
  public static final List<Parameter<?>> ALL =
      List.of(EPSILON, DELTA, PARTIES, COLLUDING, CLIP, LEARNING_RATE);

  private PrivacyParameters() {}
}
