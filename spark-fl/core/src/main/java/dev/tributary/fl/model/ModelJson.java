package dev.tributary.fl.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.protocol.FederationException;

/**
 * Draws model parts as JSON and reads them strictly: unknown, absent, repeated and null fields are
 * refused, and nothing in a file can name a class.
 */
public final class ModelJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private ModelJson() {}

  /** A model part or manifest as JSON. */
  public static String write(Object part) {
    try {
      return MAPPER.writeValueAsString(part);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a model part or manifest.
   *
   * @param type {@link Manifest} or a record of an algorithm's model
   * @param name what it is called in the error, usually its path
   */
  public static <T> T read(String json, Class<T> type, String name) {
    try {
      T part = MAPPER.readValue(json, type);
      if (part == null) {
        throw FederationException.user("%s is empty; restore it from the run's output", name);
      }
      return part;
    } catch (JsonProcessingException e) {
      throw FederationException.user(
          "%s is not a %s of this release: %s", name, type.getSimpleName(), e.getOriginalMessage());
    }
  }

  public static void requireFormat(String what, int format, int known) {
    if (format != known) {
      throw new IllegalArgumentException(
          what
              + " has format "
              + format
              + " and this release reads up to "
              + known
              + "; use a newer release");
    }
  }
}
