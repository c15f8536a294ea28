package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.protocol.Spelling;
import java.util.Arrays;
import java.util.List;

/** Names of the constants of an enum as files spell them. */
public final class NamedChoice {
  private NamedChoice() {}

  public static String name(Enum<?> constant) {
    try {
      JsonProperty name =
          constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
      return name == null ? constant.name() : name.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(c -> name((Enum<?>) c)).toList();
  }

  /** What is wrong with a value that is none of these names. */
  static String explain(List<String> names, Object given) {
    return "must be one of "
        + String.join(", ", names)
        + ". Provided value: "
        + given
        + Spelling.nearest(String.valueOf(given), names)
            .map(near -> ". Did you mean '" + near + "'?")
            .orElse("");
  }
}
