package dev.tributary.aggregator.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and durations as people write them. */
final class Quantities {
  private static final Pattern NUMBER = Pattern.compile("([0-9]{1,15})\\s*([A-Za-z]*)");
  private static final Map<String, Long> BYTES =
      Map.of("", 1L, "B", 1L, "KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30, "TB", 1L << 40);
  private static final Map<String, Duration> TIMES =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Quantities() {}

  /** Such as {@code 64GB}; a KB is 1024 bytes. */
  static long bytes(String text) {
    Matcher parts = NUMBER.matcher(text);
    if (!parts.matches() || !BYTES.containsKey(parts.group(2))) {
      throw new IllegalArgumentException(
          "must be a size such as 512MB or 64GB. Provided value: " + text);
    }
    try {
      return Math.multiplyExact(Long.parseLong(parts.group(1)), BYTES.get(parts.group(2)));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("size is too large. Provided value: " + text);
    }
  }

  /** Such as {@code 30s}, {@code 10m}, {@code 24h}. */
  static Duration duration(String text) {
    Matcher parts = NUMBER.matcher(text);
    if (!parts.matches() || !TIMES.containsKey(parts.group(2))) {
      throw new IllegalArgumentException(
          "must be a time such as 500ms, 30s, 10m, 24h or 7d. Provided value: " + text);
    }
    try {
      return TIMES.get(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1)));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("time is too long. Provided value: " + text);
    }
  }

  /** 1 to 1,000,000. */
  static int count(String text) {
    if (!text.matches("[1-9][0-9]{0,5}|1000000")) {
      throw new IllegalArgumentException(
          "must be a whole number of 1 to 1000000. Provided value: " + text);
    }
    return Integer.parseInt(text);
  }
}
