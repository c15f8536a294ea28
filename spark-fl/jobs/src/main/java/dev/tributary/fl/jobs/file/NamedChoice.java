package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import dev.tributary.protocol.Spelling;
import java.io.IOException;
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

  /**
   * Reads one of some names that are no enum's; a failure reads as that of an enum does.
   *
   * @throws InvalidFormatException for anything else
   */
  public static String read(JsonParser parser, List<String> names) throws IOException {
    String given = parser.getText();
    if (!names.contains(given)) {
      throw new Unknown(parser, names, given);
    }
    return given;
  }

  /** A value that is none of some names. */
  static final class Unknown extends InvalidFormatException {
    private static final long serialVersionUID = 1L;

    Unknown(JsonParser parser, List<String> names, String given) {
      super(parser, explain(names, given), given, String.class);
    }
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
