package dev.tributary.fl.jobs.algorithm.mixed;

import dev.tributary.fl.horizontal.evaluation.EvaluationCost;
import dev.tributary.fl.horizontal.stats.JointCuts;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.GbdtPlan;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.GbdtSection;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.TreeCost;
import dev.tributary.fl.jobs.plan.AlgorithmPlan;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.plan.PlanText;
import dev.tributary.fl.jobs.plan.SumPlan;
import dev.tributary.fl.session.Role;
import dev.tributary.protocol.PartyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a plan says of mixed trees: inside the group as of vertical ones, and the sums besides. */
final class MixedPlan {
  /** Sums of a level, of its nodes; of a round its leaves and losses. */
  private static final int SUMS_OF_A_LEVEL = 2;

  private static final int SUMS_OF_A_ROUND = 2;

  /** Trainings of a group where it is compared with the joint one. */
  private static final int JOINT_AND_GROUP = 2;

  private MixedPlan() {}

  static AlgorithmPlan of(PlanInput plan) {
    AlgorithmPlan group =
        GbdtPlan.of(plan, MixedLabelSide.comparesGroups(plan.job()) ? JOINT_AND_GROUP : 1);
    Map<PartyId, List<String>> sums =
        plan.labelParty() ? SumPlan.exchanges(plan, size(plan)) : Map.of();
    Map<PartyId, List<String>> exchanges = new LinkedHashMap<>();
    for (PartyId other : plan.peers()) {
      boolean serves = plan.job().roster().role(other) != plan.job().roster().role(plan.self());
      if (serves) {
        exchanges.put(other, group.exchanges().get(other));
      } else {
        exchanges.put(other, sums.getOrDefault(other, slot(plan, other)));
      }
    }
    return new AlgorithmPlan(exchanges, MixedDisclosure.of(plan.job()), group.warnings());
  }

  /** Between feature parties that hold the same columns. */
  private static List<String> slot(PlanInput plan, PartyId other) {
    long words =
        JointCuts.mostWords(plan.profile().features().size(), 0, GbdtSection.of(plan.job()).bins());
    return List.of(
        "to "
            + other
            + " and from it, once: the names and kinds of all columns, and the key of the"
            + " common order of candidates",
        text(
            "with %s, once: masked counts by bucket for common cuts, %s at most",
            other, PlanText.size(Long.BYTES * (double) words)));
  }

  private static String size(PlanInput plan) {
    GbdtSection train = GbdtSection.of(plan.job());
    long served =
        plan.job().roster().members().stream()
            .filter(m -> m.role() == Role.FEATURE && m.with().contains(plan.self()))
            .count();
    long columns = plan.profile().features().size();
    double candidates = TreeCost.candidates(train, columns + served * GbdtPlan.ASSUMED_COLUMNS, 0);
    double channels = 0;
    for (int level = 0; level < train.depth(); level++) {
      channels += 1L << Math.max(0, level - 1);
    }
    double ofTree = 2 * candidates * channels;
    EvaluationCost judging = EvaluationCost.of(train.objective().judge());
    double trees = (double) train.trees() * train.treesPerRound();
    return text(
        "%s in up to %,.0f sums, if all %,d rounds take place, every tree is full and each of your"
            + " partners has %d columns; %s once for common cuts, and %s in %d to judge the model",
        PlanText.size(Long.BYTES * trees * ofTree),
        (double) train.trees() * (SUMS_OF_A_LEVEL * train.depth() + SUMS_OF_A_ROUND),
        train.trees(),
        GbdtPlan.ASSUMED_COLUMNS,
        PlanText.size(Long.BYTES * (double) JointCuts.mostWords((int) columns, 2, train.bins())),
        PlanText.size(Long.BYTES * (double) judging.words()),
        judging.sums());
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
