package dev.tributary.fl.jobs.report;

import dev.tributary.connectors.KeptRows;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code rows} of {@code metrics.json}: {@code source} of the party's table, {@code left-out} of
 * them by its {@code data.where} and {@code unknown} where that is neither true nor false; {@code
 * own} that it brings, {@code matched} that all parties of a group have, the {@code match-rate},
 * which is the share of these, and the same {@code by-party}. A party that serves several label
 * parties counts a row for each, and has no rate but theirs.
 */
public final class RowCounts {
  private RowCounts() {}

  public static Map<String, Object> of(KeptRows kept, MatchedRows matched) {
    Map<String, Object> counts = own(kept);
    counts.put("own", matched.own());
    counts.put("matched", matched.matched());
    if (matched.groups() <= 1) {
      counts.put("match-rate", MatchedRows.rate(matched.matched(), matched.own()));
    }
    Map<String, Object> parties = new LinkedHashMap<>();
    matched
        .byParty()
        .forEach(
            (name, other) ->
                parties.put(
                    name,
                    Map.of(
                        "rows",
                        other.rows(),
                        "matched",
                        other.matched(),
                        "match-rate",
                        MatchedRows.rate(other.matched(), other.rows()))));
    counts.put("by-party", parties);
    return counts;
  }

  /** The first four, of a run that matches no rows. */
  public static Map<String, Object> own(KeptRows kept) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("source", kept.all());
    counts.put("left-out", kept.leftOut());
    counts.put("unknown", kept.unknown());
    counts.put("own", kept.kept());
    return counts;
  }
}
