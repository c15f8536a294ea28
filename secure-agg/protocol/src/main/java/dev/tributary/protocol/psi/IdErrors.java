package dev.tributary.protocol.psi;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PeerText;
import java.util.List;
import java.util.Map;

/** What a party is told about its own ids, before anything is sent. */
public final class IdErrors {
  private IdErrors() {}

  /** No row at all. */
  public static FederationException none() {
    return FederationException.user("there is no id to align; check the data and its filters");
  }

  /**
   * Repeated ids.
   *
   * @param rows all rows
   * @param repeated rows whose id an earlier row has
   */
  public static FederationException repeated(long rows, long repeated) {
    return repeated(rows, repeated, "", IdNormalization.none());
  }

  /**
   * Repeated ids, for the eyes of their owner.
   *
   * @param rows all rows
   * @param repeated rows whose id an earlier row has
   * @param example such an id, or empty
   * @param normalization what was done to the ids before
   */
  public static FederationException repeated(
      long rows, long repeated, String example, IdNormalization normalization) {
    return FederationException.user(
        "%d of %d rows repeat the id of another row%s%s; alignment needs one row per id: aggregate"
            + " or filter the data to one row each, or set align.key to columns that are unique"
            + " together",
        repeated,
        rows,
        normalization.changesAny() ? " (after align.normalize)" : "",
        example.isEmpty() ? "" : ", such as '" + example + "'");
  }

  /**
   * Ids that are repeated since a spreadsheet has made them so.
   *
   * @param rows all rows
   * @param repeated rows whose id an earlier row has
   * @param example such an id
   */
  public static FederationException rounded(long rows, long repeated, String example) {
    return FederationException.user(
        "%d of %d rows repeat the id of another row, such as '%s', which a spreadsheet has rounded,"
            + " so that its last digits are lost: export the table again with the ids as text",
        repeated, rows, example);
  }

  /**
   * Ids that cannot take part.
   *
   * @param counts rows by what is wrong with them, not empty
   */
  public static FederationException defective(Map<IdDefect, Long> counts) {
    return defective(
        counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().words())
            .toList());
  }

  /**
   * The same with more about each defect.
   *
   * @param findings how many rows, what is wrong with them and in which column
   */
  public static FederationException defective(List<String> findings) {
    return FederationException.user(
        "ids must be text or integers that are neither null nor blank, but there are: %s; fill or"
            + " filter these rows, or check the column named by align.key",
        String.join(", ", findings));
  }

  /**
   * Too few common ids; both sides end with this.
   *
   * @param minIntersection the job's minimum
   */
  public static FederationException tooFew(long minIntersection) {
    return FederationException.agreed(
        PeerText.TOO_FEW_IN_COMMON,
        "the parties have fewer than %d ids in common (align.min-intersection); check that all"
            + " parties name the same kind of id in align.key and write it alike, or agree on"
            + " align.normalize, which makes spellings alike",
        minIntersection);
  }
}
