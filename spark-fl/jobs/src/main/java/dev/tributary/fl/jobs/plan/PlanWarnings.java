package dev.tributary.fl.jobs.plan;

import dev.tributary.fl.jobs.data.DataProfile;
import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.fl.jobs.split.NothingHeldOut;
import java.util.ArrayList;
import java.util.List;

/** What a careful reader of a job and its data would ask about. */
final class PlanWarnings {
  /** Where others have rows too, and the joint model learns from all. */
  private static final String BY_THEMSELVES =
      " by themselves; the joint model has the rows of the others too";

  private PlanWarnings() {}

  static List<String> of(PlanInput plan, AlgorithmPlan algorithm) {
    List<String> warnings = new ArrayList<>();
    warnings.addAll(plan.safeguards().waived());
    warnings.addAll(algorithm.warnings());
    keys(plan, warnings);
    warnings.addAll(plan.profile().warnings());
    labels(plan, warnings);
    return warnings;
  }

  private static void keys(PlanInput plan, List<String> warnings) {
    DataProfile profile = plan.profile();
    if (plan.aligns() && plan.data().id().size() > 1) {
      warnings.add(
          "id has "
              + plan.data().id().size()
              + " columns ("
              + String.join(", ", plan.data().id())
              + "): rows match only where all of them are equal at all parties");
    }
    Long fewest = plan.job().align().minIntersection();
    if (fewest != null && profile.rows() < fewest) {
      warnings.add(
          profile.rows()
              + " ids are fewer than align.min-intersection ("
              + fewest
              + "): the run would end");
    }
    Long most = plan.job().align().maxIds();
    if (most != null && profile.rows() > most) {
      warnings.add(
          profile.rows() + " ids are more than align.max-ids (" + most + "): the run would end");
    }
    if (plan.job().train().section() instanceof Supervised) {
      NothingHeldOut.warning(plan.job().split()).ifPresent(warnings::add);
    }
  }

  private static void labels(PlanInput plan, List<String> warnings) {
    if (plan.labelParty() && plan.job().train().section() instanceof Supervised learned) {
      DataProfile profile = plan.profile();
      boolean pools = plan.job().train().algorithm().partition().pools();
      learned
          .objective()
          .doubt(profile.labelMean(), profile.rows())
          .map(doubt -> pools ? doubt + BY_THEMSELVES : doubt)
          .ifPresent(warnings::add);
    }
  }
}
