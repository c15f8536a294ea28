package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.Spelling;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Refuses a key that no record has, in all sections of a file, before any value is judged: a record
 * that misses what a misspelt key should have given it would blame the keys that are right.
 *
 * @param algorithms those whose keys {@code train:} may have; none where a file has no such section
 */
record KnownKeys(List<JobAlgorithm> algorithms) {
  /**
   * @param tree the file, or a section of it
   * @param type what it is bound to
   * @throws FederationException USER, with the nearest key or else all of the section
   */
  void require(JsonNode tree, Class<?> type) {
    walk(tree, type, "");
  }

  /** The names that a record's components have in a file, with their types, in order. */
  static Map<String, Type> of(Class<?> section) {
    Map<String, Type> keys = new LinkedHashMap<>();
    for (RecordComponent component : section.getRecordComponents()) {
      keys.put(
          component.getAccessor().getAnnotation(JsonProperty.class).value(),
          component.getGenericType());
    }
    return keys;
  }

  /** Values of another shape than their type's are for the binding to refuse. */
  private void walk(JsonNode node, Type type, String path) {
    if (node instanceof ObjectNode keys && type == TrainSection.class) {
      TrainSectionReader.algorithm(keys, algorithms).ifPresent(own -> train(keys, own, path));
    } else if (node instanceof ObjectNode keys && type instanceof Class<?> c && c.isRecord()) {
      if (annotated(c)) {
        walkAll(keys, of(c), path);
      }
    } else if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      Type value = arguments[arguments.length - 1];
      if (node instanceof ObjectNode map && generic.getRawType() == Map.class) {
        map.fields().forEachRemaining(e -> walk(e.getValue(), value, under(path, e.getKey())));
      } else if (node instanceof ArrayNode list && generic.getRawType() == List.class) {
        for (int i = 0; i < list.size(); i++) {
          walk(list.get(i), value, path + "[" + i + "]");
        }
      }
    }
  }

  private void walkAll(ObjectNode keys, Map<String, Type> known, String path) {
    for (Iterator<String> names = keys.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.containsKey(name)) {
        throw unknown(name, known, path);
      }
    }
    known.forEach((name, type) -> walk(keys.path(name), type, under(path, name)));
  }

  private void train(ObjectNode keys, JobAlgorithm algorithm, String path) {
    Map<String, Type> known = of(algorithm.section());
    known.put(TrainSection.ALGORITHM, String.class);
    keys.fieldNames().forEachRemaining(key -> requireOwn(key, known, algorithm, path));
    walkAll(keys, known, path);
  }

  /** A key of another algorithm is no spelling mistake. */
  private void requireOwn(
      String key, Map<String, Type> known, JobAlgorithm algorithm, String path) {
    List<String> owners =
        algorithms.stream()
            .filter(other -> of(other.section()).containsKey(key))
            .map(JobAlgorithm::name)
            .toList();
    if (!known.containsKey(key) && !owners.isEmpty()) {
      throw FederationException.user(
          "%s: %s is a key of algorithm: %s, and this job has algorithm: %s: leave it out",
          path, key, String.join(", ", owners), algorithm.name());
    }
  }

  private static FederationException unknown(String key, Map<String, Type> known, String path) {
    return FederationException.user(
        "unknown key %s%s",
        under(path, key),
        Spelling.nearest(key, known.keySet())
            .map(near -> ". Did you mean '" + near + "'?")
            .orElse(". Known keys: " + String.join(", ", new TreeSet<>(known.keySet()))));
  }

  /** A record that a method makes, as MissingMarkers, has no keys of its own. */
  private static boolean annotated(Class<?> section) {
    return Arrays.stream(section.getRecordComponents())
        .allMatch(c -> c.getAccessor().isAnnotationPresent(JsonProperty.class));
  }

  private static String under(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
