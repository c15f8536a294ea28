package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.protocol.Spelling;
import java.util.Arrays;
import java.util.List;

/** Names of the constants of an enum as files spell them. */
final class NamedChoice {
  private NamedChoice() {}

  static String name(Enum<?> constant) {
    try {
      JsonProperty name =
          constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
      return name == null ? constant.name() : name.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  static String explain(Class<?> type, Object given) {
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(c -> name((Enum<?>) c)).toList();
    return "must be one of "
        + String.join(", ", names)
        + ". Provided value: "
        + given
        + Spelling.nearest(String.valueOf(given), names)
            .map(near -> ". Did you mean '" + near + "'?")
            .orElse("");
  }
}
