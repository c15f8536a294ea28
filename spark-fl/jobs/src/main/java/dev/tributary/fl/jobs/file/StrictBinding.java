package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Binds a map to a record without any leniency; errors name the key and the nearest valid one. */
final class StrictBinding {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              config ->
                  config
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private StrictBinding() {}

  /**
   * @param source name of the file, for messages
   */
  static <T> T bind(Map<?, ?> values, Class<T> type, String source) {
    return bind(values, type, source, List.of());
  }

  /**
   * @param algorithms those that {@code train:} may name
   */
  static <T> T bind(Map<?, ?> values, Class<T> type, String source, List<JobAlgorithm> algorithms) {
    JsonNode tree = MAPPER.valueToTree(values);
    requireKeys(tree, type, source, algorithms);
    try {
      return MAPPER
          .readerFor(type)
          .withAttribute(TrainSectionReader.KNOWN, algorithms)
          .readValue(tree);
    } catch (JsonProcessingException e) {
      throw FederationException.user("%s: %s", source, explain(e));
    } catch (java.io.IOException e) {
      throw FederationException.user("%s: %s", source, e.getMessage());
    }
  }

  private static void requireKeys(
      JsonNode tree, Class<?> type, String source, List<JobAlgorithm> algorithms) {
    try {
      new KnownKeys(algorithms).require(tree, type);
    } catch (FederationException e) {
      throw FederationException.user("%s: %s", source, e.getMessage());
    }
  }

  static ObjectMapper mapper() {
    return MAPPER;
  }

  private static String explain(JsonProcessingException e) {
    if (e instanceof NamedChoice.Unknown unknown) {
      return path(unknown) + " " + unknown.getOriginalMessage();
    }
    if (e instanceof InvalidFormatException wrong && wrong.getTargetType().isEnum()) {
      return path(wrong)
          + " "
          + NamedChoice.explain(NamedChoice.names(wrong.getTargetType()), wrong.getValue());
    }
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof FederationException || t instanceof IllegalArgumentException) {
        return join(e instanceof JsonMappingException mapping ? path(mapping) : "", t.getMessage());
      }
    }
    if (e instanceof MismatchedInputException wrong) {
      return path(wrong) + " must be " + kind(wrong.getTargetType()) + shown(wrong);
    }
    return e.getOriginalMessage();
  }

  private static String join(String path, String message) {
    return path.isEmpty() ? message : path + ": " + message;
  }

  private static String shown(MismatchedInputException wrong) {
    return wrong instanceof InvalidFormatException format
        ? ". Provided value: " + format.getValue()
        : ", and is something else";
  }

  private static String kind(Class<?> type) {
    if (type == null) {
      return "of another kind";
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return "a whole number in range";
    }
    if (type == Double.class || type == double.class) {
      return "a number";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "text (in quotes if it looks like a number or true/false)";
    }
    if (List.class.isAssignableFrom(type)) {
      return "a list";
    }
    return "a map of keys and values";
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }
}
