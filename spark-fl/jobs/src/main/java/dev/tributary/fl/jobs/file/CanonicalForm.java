package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The form of a job that is hashed: JSON without spaces, keys of every section in alphabetical
 * order, defaults filled in, absent values left out. The order of the parties is kept, since it
 * settles ties: they are numbered.
 */
final class CanonicalForm {
  private static final ObjectMapper IN_FILE_ORDER =
      StrictBinding.mapper().copy().setSerializationInclusion(JsonInclude.Include.NON_NULL);
  private static final ObjectMapper SORTED =
      IN_FILE_ORDER.copy().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private CanonicalForm() {}

  static String of(JobFile job) {
    Map<String, Object> map = new TreeMap<>();
    Map<?, ?> sections = IN_FILE_ORDER.convertValue(job, Map.class);
    sections.forEach((key, value) -> map.put(String.valueOf(key), value));
    map.put("order", List.copyOf(job.parties().keySet()));
    try {
      return SORTED.writeValueAsString(map);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A section as its keys and values; those that are null are left out. */
  static Map<String, Object> map(Object section) {
    return IN_FILE_ORDER.convertValue(section, new TypeReference<Map<String, Object>>() {});
  }

  static String sha256(String canonical) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A file as JSON, which is YAML too, its parties in order. */
  static String json(Object file) {
    try {
      return IN_FILE_ORDER.writerWithDefaultPrettyPrinter().writeValueAsString(file);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
