package dev.tributary.aggregator.config;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.Spelling;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One mapping of a configuration file, read strictly. */
final class ConfigSection {
  private final String file;
  private final String prefix;
  private final Map<?, ?> values;

  ConfigSection(String file, String prefix, Object value) {
    this.file = file;
    this.prefix = prefix;
    if (value instanceof Map<?, ?> map) {
      values = map;
    } else {
      throw FederationException.user(
          "%s: %s must be a mapping of keys to values", file, prefix.isEmpty() ? "it" : prefix);
    }
  }

  /** This section; refuses every key but these, naming the one that was meant or else all. */
  ConfigSection allow(String... keys) {
    List<String> known = List.of(keys);
    for (Object key : values.keySet()) {
      String name = String.valueOf(key);
      if (!known.contains(name)) {
        throw FederationException.user(
            "%s: unknown key '%s'%s",
            file,
            path(name),
            Spelling.nearest(name, known)
                .map(near -> ": did you mean '" + path(near) + "'?")
                .orElse(". Known keys: " + String.join(", ", known)));
      }
    }
    return this;
  }

  ConfigSection section(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw FederationException.user("%s: %s is missing", file, path(key));
    }
    return new ConfigSection(file, path(key), value);
  }

  /** A mapping that may be left out: then it has no keys. */
  ConfigSection optional(String key) {
    return values.get(key) == null ? new ConfigSection(file, path(key), Map.of()) : section(key);
  }

  String required(String key) {
    if (values.get(key) == null) {
      throw FederationException.user("%s: %s is missing", file, path(key));
    }
    return text(key, "");
  }

  String text(String key, String otherwise) {
    Object value = values.get(key);
    if (value instanceof Map || value instanceof List) {
      throw FederationException.user("%s: %s must be a single value", file, path(key));
    }
    return value == null ? otherwise : value.toString();
  }

  <T> T parsed(String key, String otherwise, Function<String, T> parser) {
    try {
      return parser.apply(text(key, otherwise));
    } catch (IllegalArgumentException e) {
      throw FederationException.user("%s: %s: %s", file, path(key), e.getMessage());
    }
  }

  String path(String key) {
    return prefix.isEmpty() ? key : prefix + "." + key;
  }
}
