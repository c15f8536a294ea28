package dev.tributary.fl.jobs.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many rows the parties have in common, seen by one of them.
 *
 * @param own rows of this party
 * @param groups label parties with which this one matched rows, each with those who serve it; 1 but
 *     at a feature party that serves several
 * @param matched rows that all parties of a group have, of every group
 * @param byParty the parties with which this one exchanged points
 */
public record MatchedRows(long own, int groups, long matched, Map<String, Other> byParty) {
  /** Nothing was matched. */
  public static final MatchedRows NONE = new MatchedRows(0, 0, 0, Map.of());

  public MatchedRows {
    byParty = Collections.unmodifiableMap(new LinkedHashMap<>(byParty));
  }

  /**
   * Another party.
   *
   * @param rows that it brings
   * @param matched of them, those that this party has; at a feature party, that all have
   */
  public record Other(long rows, long matched) {}

  /** With those of another label party, which has people of its own. */
  public MatchedRows and(MatchedRows other) {
    Map<String, Other> all = new LinkedHashMap<>(byParty);
    all.putAll(other.byParty);
    return new MatchedRows(other.own, groups + other.groups, matched + other.matched, all);
  }

  /** How many, and which share of each party's rows that is. */
  public String words() {
    return matched
        + " rows in common ("
        + (groups > 1
            ? "with each of " + groups + " label parties, of " + own + " here"
            : share(matched, own) + " here")
        + byParty.entrySet().stream()
            .map(
                other ->
                    "; "
                        + share(other.getValue().matched(), other.getValue().rows())
                        + " at "
                        + other.getKey())
            .collect(Collectors.joining())
        + ")";
  }

  private static String share(long part, long whole) {
    return String.format(Locale.ROOT, "%.1f %% of %d", 100 * rate(part, whole), whole);
  }

  /** Share of a party's rows that are matched; 0 of none. */
  public static double rate(long matched, long rows) {
    return (double) matched / Math.max(1, rows);
  }
}
