package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code train:} by its algorithm, one of those that the reader of the file was given; the
 * first of them where the file names none. A key of another one is refused with that one's name.
 */
final class TrainSectionReader extends JsonDeserializer<TrainSection> {
  /** Attribute that holds the known algorithms. */
  static final String KNOWN = "algorithms";

  @Override
  public TrainSection deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (!(context.readTree(parser) instanceof ObjectNode keys)) {
      throw MismatchedInputException.from(parser, TrainSection.class, "not a map");
    }
    JobAlgorithm algorithm = algorithm(keys.remove(TrainSection.ALGORITHM), context);
    checkKeys(keys, algorithm, parser, context);
    return new TrainSection(algorithm, context.readTreeAsValue(keys, algorithm.section()));
  }

  /** Of a file without {@code train:}. */
  @Override
  public TrainSection getNullValue(DeserializationContext context) {
    JobAlgorithm algorithm = known(context).get(0);
    return new TrainSection(
        algorithm, StrictBinding.bind(Map.of(), algorithm.section(), TrainSection.ALGORITHM));
  }

  @Override
  public Object getAbsentValue(DeserializationContext context) {
    return getNullValue(context);
  }

  private static JobAlgorithm algorithm(JsonNode name, DeserializationContext context) {
    List<JobAlgorithm> known = known(context);
    if (name == null || name.isNull()) {
      return known.get(0);
    }
    List<String> names = known.stream().map(JobAlgorithm::name).toList();
    return known.get(names.indexOf(Rules.oneOf(TrainSection.ALGORITHM, name.asText(), names)));
  }

  private static void checkKeys(
      ObjectNode keys, JobAlgorithm algorithm, JsonParser parser, DeserializationContext context)
      throws UnrecognizedPropertyException {
    List<String> own = keys(algorithm);
    for (Iterator<String> names = keys.fieldNames(); names.hasNext(); ) {
      String key = names.next();
      if (own.contains(key)) {
        continue;
      }
      List<String> owners =
          known(context).stream()
              .filter(other -> keys(other).contains(key))
              .map(JobAlgorithm::name)
              .toList();
      if (!owners.isEmpty()) {
        throw FederationException.user(
            "%s is a key of algorithm: %s, and this job has algorithm: %s: leave it out",
            key, String.join(", ", owners), algorithm.name());
      }
      List<Object> valid = new ArrayList<>(own);
      valid.add(TrainSection.ALGORITHM);
      throw UnrecognizedPropertyException.from(parser, TrainSection.class, key, valid);
    }
  }

  /** The names that an algorithm's section has in a file. */
  private static List<String> keys(JobAlgorithm algorithm) {
    return Arrays.stream(algorithm.section().getRecordComponents())
        .map(RecordComponent::getAccessor)
        .map(accessor -> accessor.getAnnotation(JsonProperty.class).value())
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static List<JobAlgorithm> known(DeserializationContext context) {
    return (List<JobAlgorithm>) context.getAttribute(KNOWN);
  }
}
