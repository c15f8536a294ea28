package dev.tributary.fl.jobs.file;

import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.regex.Pattern;

/** Checks of single values; messages name the key as the file spells it. */
public final class Rules {
  private static final Pattern FINGERPRINT = Pattern.compile("sha256:[0-9a-f]{64}");

  private Rules() {}

  public static <T> T required(String key, T value) {
    if (value == null) {
      throw FederationException.user("%s must be given", key);
    }
    return value;
  }

  public static int between(String key, int value, int min, int max) {
    if (value < min || value > max) {
      throw FederationException.user(
          "%s must be %d to %d. Provided value: %d", key, min, max, value);
    }
    return value;
  }

  public static double between(String key, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw FederationException.user(
          "%s must be %s to %s. Provided value: %s", key, min, max, value);
    }
    return value;
  }

  /** A number above a bound and at most another. */
  public static double above(String key, double value, double bound, double max) {
    if (!(value > bound && value <= max)) {
      throw FederationException.user(
          "%s must be above %s and at most %s. Provided value: %s", key, bound, max, value);
    }
    return value;
  }

  /** One of some words. */
  public static String oneOf(String key, String value, List<String> words) {
    if (!words.contains(value)) {
      throw FederationException.user("%s %s", key, NamedChoice.explain(words, value));
    }
    return value;
  }

  /** Of a key; null where none is pinned. */
  static void fingerprint(String value) {
    if (value != null && !FINGERPRINT.matcher(value).matches()) {
      throw FederationException.user(
          "fingerprint must be sha256: and 64 hex digits, as `tributary pki fingerprint` prints"
              + " it. Provided value: %s",
          value);
    }
  }

  public static <T> T orElse(T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
