package dev.tributary.fl.jobs.plan;

import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.protocol.PartyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What only the job's algorithm can say in a plan.
 *
 * @param exchanges by other party, after alignment: what goes to it and comes from it and what is
 *     computed for it, as items of text
 * @param disclosure who learns what beyond alignment
 * @param warnings what a careful reader of the algorithm's section would ask about
 */
public record AlgorithmPlan(
    Map<PartyId, List<String>> exchanges, Disclosure disclosure, List<String> warnings) {
  public AlgorithmPlan {
    exchanges = new LinkedHashMap<>(exchanges);
    warnings = List.copyOf(warnings);
  }
}
