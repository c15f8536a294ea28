package dev.tributary.protocol;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * One run of one job; keeps yesterday's messages out of today's.
 *
 * @param value 1 to 128 characters of {@code A-Z a-z 0-9 . _ -}
 */
public record RunId(String value) implements Serializable {
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  public RunId {
    if (!VALUE.matcher(value).matches() || value.startsWith(".")) {
      throw new IllegalArgumentException(
          "run id must be 1 to 128 of A-Z, a-z, 0-9, '.', '_' and '-'. Provided value: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
