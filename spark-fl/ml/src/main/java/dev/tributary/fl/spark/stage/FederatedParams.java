package dev.tributary.fl.spark.stage;

import dev.tributary.fl.align.AlignmentParameters;
import dev.tributary.fl.spark.align.Alignments;
import dev.tributary.protocol.FederationException;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.sql.types.StructType;

/**
 * Params of every party's estimators and models. Sessions are no Params, since Params are persisted
 * and copied: see {@code setSession}.
 *
 * @param <E> the stage itself, which setters return
 */
public interface FederatedParams<E> extends Params {
  /** A Param of this stage by name. */
  Param<?> declared(String name);

  /** This stage. */
  E self();

  /** Id columns, in the order that all parties agreed on; names may differ between parties. */
  default StringArrayParam idCols() {
    return (StringArrayParam) declared("idCols");
  }

  /** Numeric columns to learn from; null and NaN are missing values. */
  default StringArrayParam featureCols() {
    return (StringArrayParam) declared("featureCols");
  }

  /** Fewest common rows that this party accepts; a small intersection tells much of each member. */
  default LongParam minIntersection() {
    return (LongParam) declared("minIntersection");
  }

  /** Most ids that a party may bring; any number if not set. */
  default LongParam maxIds() {
    return (LongParam) declared("maxIds");
  }

  /** Versioned suite by which common rows are found: one of {@link Alignments#suites}. */
  @SuppressWarnings("unchecked")
  default Param<String> alignment() {
    return (Param<String>) declared("alignment");
  }

  /** Steps that make ids alike, of every id column, separated by commas; none if empty. */
  default StringArrayParam idNormalization() {
    return (StringArrayParam) declared("idNormalization");
  }

  default String getAlignment() {
    return getOrDefault(alignment());
  }

  default E setAlignment(String value) {
    set(alignment(), value);
    return self();
  }

  default String[] getIdNormalization() {
    return getOrDefault(idNormalization());
  }

  default E setIdNormalization(String[] value) {
    set(idNormalization(), value);
    return self();
  }

  default String[] getIdCols() {
    return getOrDefault(idCols());
  }

  default String[] getFeatureCols() {
    return getOrDefault(featureCols());
  }

  default long getMinIntersection() {
    return (long) getOrDefault(minIntersection());
  }

  default long getMaxIds() {
    return isDefined(maxIds()) ? (long) getOrDefault(maxIds()) : AlignmentParameters.ANY_IDS;
  }

  default E setMaxIds(long value) {
    set(maxIds(), value);
    return self();
  }

  default E setIdCols(String[] value) {
    set(idCols(), value);
    return self();
  }

  default E setFeatureCols(String[] value) {
    set(featureCols(), value);
    return self();
  }

  default E setMinIntersection(long value) {
    set(minIntersection(), value);
    return self();
  }

  /** Refuses a table without the columns that a fit reads, or with features that are no numbers. */
  default void requireInputs(StructType schema) {
    if (!isDefined(featureCols()) || !isDefined(idCols())) {
      throw FederationException.user("set featureCols and idCols before fit");
    }
    for (String feature : getFeatureCols()) {
      Schemas.requireNumeric(schema, feature, "featureCols");
    }
    for (String id : getIdCols()) {
      Schemas.requirePresent(schema, id, "idCols");
    }
  }
}
