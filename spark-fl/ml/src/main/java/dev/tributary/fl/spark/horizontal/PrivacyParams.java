package dev.tributary.fl.spark.horizontal;

import dev.tributary.fl.horizontal.privacy.PrivacyParameters;
import dev.tributary.fl.training.Parameter;
import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * Params of stages that add noise to all totals about rows if they are asked to, so that these hide
 * single rows. Equal at all parties.
 *
 * @param <E> the stage itself, which setters return
 */
public interface PrivacyParams<E> extends Params {
  /** What {@code DeclaredParams.numbers} takes. */
  List<Parameter<?>> PRIVACY =
      List.of(
          PrivacyParameters.EPSILON,
          PrivacyParameters.DELTA,
          PrivacyParameters.PARTIES,
          PrivacyParameters.COLLUDING,
          PrivacyParameters.CLIP);

  /** A Param of this stage by name. */
  Param<?> declared(String name);

  /** This stage. */
  E self();

  /** Privacy of single rows, as a power of e; not set for none. */
  default DoubleParam epsilon() {
    return (DoubleParam) declared("epsilon");
  }

  /** Chance that {@link #epsilon} leaves out. */
  default DoubleParam delta() {
    return (DoubleParam) declared("delta");
  }

  /**
   * Fewest parties in a total, among whom noise is divided; all if not set. The sums must not go on
   * with fewer, which shows only once such a total is open.
   */
  default IntParam minParties() {
    return (IntParam) declared("minParties");
  }

  /**
   * How many of them may pool what they know; all but one if not set, so that each party's noise is
   * enough by itself. Another number must be below the threshold of the sums: as many as that can
   * open one party's vector, in which there is its own share of the noise alone.
   */
  default IntParam colluding() {
    return (IntParam) declared("colluding");
  }

  /**
   * Longest gradient of a row; of trees longest derivatives of a row, of classes only where that is
   * less than the bound these have anyway; of clusters, components and correlations longest row, as
   * a multiple of the root of the number of columns, which have deviation 1.
   */
  default DoubleParam clip() {
    return (DoubleParam) declared("clip");
  }

  default E setEpsilon(double value) {
    set(epsilon(), value);
    return self();
  }

  default E setDelta(double value) {
    set(delta(), value);
    return self();
  }

  default E setMinParties(int value) {
    set(minParties(), value);
    return self();
  }

  default E setColluding(int value) {
    set(colluding(), value);
    return self();
  }

  default E setClip(double value) {
    set(clip(), value);
    return self();
  }
}
