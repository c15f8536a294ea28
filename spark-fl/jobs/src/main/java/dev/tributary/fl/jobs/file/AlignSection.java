package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.align.AlignmentParameters;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.Spelling;
import dev.tributary.protocol.psi.IdNormalization;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How rows of different parties are matched.
 *
 * @param key names of the key's columns, the same for all parties; a party maps its own columns to
 *     them, in order, in its {@code data.id}
 * @param protocol how; null where rows are not matched
 * @param minIntersection fewest common rows, {@link AlignmentParameters#MIN_INTERSECTION}; null
 *     where rows are not matched
 * @param maxIds most ids that a party may bring, {@link AlignmentParameters#MAX_IDS}; null: any
 *     number
 * @param normalize steps that make ids alike, by column of the key; null: none
 */
public record AlignSection(
    @JsonProperty("key") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> key,
    @JsonProperty("protocol") AlignProtocol protocol,
    @JsonProperty("min-intersection") Long minIntersection,
    @JsonProperty("max-ids") Long maxIds,
    @JsonProperty("normalize") Map<String, Object> normalize) {
  /** Other columns of the predictions that models of labels write beside the key. */
  private static final List<String> RESERVED =
      List.of("matched", "score", "solo_score", "label", "split");

  /** Of which there are as many as classes. */
  private static final Pattern NUMBERED = Pattern.compile("(score|solo_score)_[0-9]+");

  private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  public AlignSection {
    key = List.copyOf(Rules.orElse(key, List.of("id")));
    if (minIntersection != null) {
      AlignmentParameters.MIN_INTERSECTION.orPreset(minIntersection);
    }
    if (maxIds != null) {
      AlignmentParameters.MAX_IDS.orPreset(maxIds);
    }
    normalize = normalize == null || normalize.isEmpty() ? null : steps(key, normalize);
    if (key.isEmpty() || key.size() > 8 || key.stream().distinct().count() != key.size()) {
      throw FederationException.user("key must be 1 to 8 different names. Provided value: %s", key);
    }
    for (String column : key) {
      if (!COLUMN.matcher(column).matches()) {
        throw FederationException.user(
            "key must be letters, digits and '_', not starting with a digit. Provided value: %s",
            column);
      }
      String small = column.toLowerCase(Locale.ROOT); // Spark tells no capitals apart
      if (RESERVED.contains(small) || NUMBERED.matcher(small).matches()) {
        throw FederationException.user(
            "key must not be named as what predictions have besides: %s. Provided value: %s",
            String.join(", ", RESERVED), column);
      }
    }
  }

  /** A section in which nothing was given. */
  static AlignSection unsaid() {
    return new AlignSection(null, null, null, null, null);
  }

  /** With every default, for jobs whose parties match rows. */
  AlignSection withDefaults() {
    return new AlignSection(
        key,
        Rules.orElse(protocol, AlignProtocol.ECDH_PSI),
        AlignmentParameters.MIN_INTERSECTION.orPreset(minIntersection),
        maxIds,
        normalize);
  }

  /** The same, for jobs whose parties match none; USER where it says how. */
  AlignSection keyOnly() {
    if (protocol != null || minIntersection != null || maxIds != null || normalize != null) {
      throw FederationException.user(
          "align has only key in this algorithm, whose parties match no rows: leave the others"
              + " out");
    }
    return this;
  }

  /** USER where a column of the key is named as one that only this algorithm's predictions have. */
  void requireFree(JobAlgorithm algorithm) {
    for (String column : key) {
      if (algorithm.ownPredictions().matcher(column.toLowerCase(Locale.ROOT)).matches()) {
        throw FederationException.user(
            "align.key must not be named as what predictions have besides, of algorithm: %s."
                + " Provided value: %s",
            algorithm.name(), column);
      }
    }
  }

  /** What is done to every part of the key. */
  public IdNormalization normalization() {
    return new IdNormalization(
        key.stream()
            .map(column -> normalize == null ? null : normalize.get(column))
            .map(AlignSection::names)
            .map(names -> names.stream().map(IdNormalization.Step::of).toList())
            .toList());
  }

  /** As lists, so that a single step is hashed like a list of one. */
  private static Map<String, Object> steps(List<String> key, Map<String, Object> given) {
    Map<String, Object> steps = new TreeMap<>();
    given.forEach(
        (column, value) -> {
          if (!key.contains(column)) {
            throw FederationException.user(
                "normalize names '%s', which is no column of key: %s%s",
                column,
                key,
                Spelling.nearest(column, key)
                    .map(near -> ". Did you mean '" + near + "'?")
                    .orElse(""));
          }
          List<String> names = names(value);
          IdNormalization.parse(List.of(String.join(",", names)));
          steps.put(column, names);
        });
    return steps;
  }

  private static List<String> names(Object value) {
    List<String> names = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(name -> names.add(String.valueOf(name)));
    } else if (value != null) {
      names.add(String.valueOf(value));
    }
    return names;
  }
}
