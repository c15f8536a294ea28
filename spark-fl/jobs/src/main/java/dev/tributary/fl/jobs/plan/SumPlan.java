package dev.tributary.fl.jobs.plan;

import dev.tributary.protocol.PartyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a plan says of sums over the parties. */
public final class SumPlan {
  private SumPlan() {}

  /**
   * By other party.
   *
   * @param sums how many sums a run takes, at most
   * @param words of all of them, at most; eight bytes each
   */
  public static Map<PartyId, List<String>> exchanges(PlanInput plan, int sums, long words) {
    return exchanges(
        plan,
        String.format(
            Locale.ROOT,
            "%s in %d sums of %,d words",
            PlanText.size(Long.BYTES * (double) words),
            sums,
            words));
  }

  /**
   * The same where there is more to say of how many they are.
   *
   * @param size of all sums, in words
   */
  public static Map<PartyId, List<String>> exchanges(PlanInput plan, String size) {
    PartyId summing = plan.job().summingParty();
    Map<PartyId, List<String>> exchanges = new LinkedHashMap<>();
    for (PartyId other : plan.peers()) {
      String columns = "to " + other + " and from it, once: the names and kinds of all columns";
      if (plan.self().equals(summing)) {
        exchanges.put(
            other,
            List.of(columns, "from " + other + ": masked words, " + size + "; the totals go back"));
      } else if (other.equals(summing)) {
        exchanges.put(
            other,
            List.of(
                columns,
                "to "
                    + other
                    + ", who sums: masked words, "
                    + size
                    + "; the totals"
                    + " come back"));
      } else {
        exchanges.put(other, List.of(columns));
      }
    }
    return exchanges;
  }
}
