package dev.tributary.fl.jobs.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Text and numbers for HTML: everything foreign goes through {@link #text}. */
public final class Html {
  private Html() {}

  /** Escaped for element content and quoted attributes; control characters become spaces. */
  public static String text(String raw) {
    StringBuilder out = new StringBuilder(raw.length() + 16);
    raw.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
              }
            });
    return out.toString();
  }

  /**
   * When a run ended, as the line under a heading ends, to the minute.
   *
   * @param instant in ISO 8601, as models have it
   */
  public static String finished(String instant) {
    return " \u00b7 finished "
        + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
            .format(Instant.parse(instant).atZone(ZoneOffset.UTC));
  }

  public static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  public static String signed(double value, int decimals) {
    String shown = number(Math.abs(value), decimals);
    boolean zero = new BigDecimal(shown.replace(",", "")).signum() == 0;
    return zero ? shown : (value > 0 ? "+" : "\u2212") + shown;
  }

  public static String count(long value) {
    return value < 0 ? "not in this report" : String.format(Locale.ROOT, "%,d", value);
  }

  public static String percent(double share, int decimals) {
    return number(100 * share, decimals) + "\u00a0%";
  }

  /** A fraction of a job file as people write it: 0.05 becomes 5 %. */
  public static String plainPercent(double share) {
    BigDecimal percent =
        BigDecimal.valueOf(share).movePointRight(2).setScale(4, RoundingMode.HALF_UP);
    return percent.stripTrailingZeros().toPlainString() + "\u00a0%";
  }

  public static String bytes(long bytes) {
    double value = bytes;
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    int unit = 0;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return number(value, unit == 0 || value >= 100 ? 0 : 1) + "\u00a0" + units[unit];
  }

  public static String seconds(double seconds) {
    if (seconds < 10) {
      return number(seconds, seconds < 1 ? 3 : 2) + "\u00a0s";
    }
    if (seconds < 120) {
      return number(seconds, 1) + "\u00a0s";
    }
    long whole = Math.round(seconds);
    return whole / 60 + "\u00a0min " + whole % 60 + "\u00a0s";
  }
}
