package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code train:} by its algorithm, one of those that the reader of the file was given; the
 * first of them where the file names none. {@link KnownKeys} has refused keys of others.
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
    List<JobAlgorithm> known = known(context);
    JobAlgorithm algorithm =
        algorithm(keys, known)
            .orElseThrow(
                () ->
                    FederationException.user(
                        "%s %s",
                        TrainSection.ALGORITHM,
                        NamedChoice.explain(
                            known.stream().map(JobAlgorithm::name).toList(), name(keys))));
    keys.remove(TrainSection.ALGORITHM);
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

  /** What a section computes; the first known where it does not say, none where it is unknown. */
  static Optional<JobAlgorithm> algorithm(ObjectNode keys, List<JobAlgorithm> known) {
    if (!keys.hasNonNull(TrainSection.ALGORITHM)) {
      return Optional.of(known.get(0));
    }
    return known.stream().filter(algorithm -> algorithm.name().equals(name(keys))).findFirst();
  }

  private static String name(ObjectNode keys) {
    return keys.path(TrainSection.ALGORITHM).asText();
  }

  @SuppressWarnings("unchecked")
  private static List<JobAlgorithm> known(DeserializationContext context) {
    return (List<JobAlgorithm>) context.getAttribute(KNOWN);
  }
}
