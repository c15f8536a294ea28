package dev.tributary.fl.jobs.plan;

import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.fl.jobs.run.ClusterProtection;
import dev.tributary.fl.jobs.run.DataProfile;
import dev.tributary.fl.jobs.split.NothingHeldOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a careful reader of a job and its data would ask about. */
final class PlanWarnings {
  private static final double OFTEN_MISSING = 0.5;
  private static final int MOST_NAMED = 5;

  private PlanWarnings() {}

  static List<String> of(PlanInput plan, AlgorithmPlan algorithm) {
    List<String> warnings = new ArrayList<>();
    protection(plan, warnings);
    warnings.addAll(algorithm.warnings());
    keys(plan, warnings);
    columns(plan, warnings);
    labels(plan, warnings);
    return warnings;
  }

  private static void protection(PlanInput plan, List<String> warnings) {
    if (plan.cluster() == ClusterProtection.UNENCRYPTED) {
      warnings.add(ClusterProtection.WARNING);
    }
    List<String> unpinned =
        plan.job().parties().entrySet().stream()
            .filter(party -> party.getValue().fingerprint() == null)
            .map(party -> party.getKey())
            .toList();
    if (plan.pins() == PlanInput.Pins.BY_JOB && !unpinned.isEmpty()) {
      warnings.add(
          "the job pins no key of "
              + String.join(", ", unpinned)
              + ": the federation's CA could stand in for them; add"
              + " parties.<name>.fingerprint, as `./tributary pki fingerprint` prints it");
    }
  }

  private static void keys(PlanInput plan, List<String> warnings) {
    DataProfile profile = plan.profile();
    if (plan.data().id().size() > 1) {
      warnings.add(
          "id has "
              + plan.data().id().size()
              + " columns ("
              + String.join(", ", plan.data().id())
              + "): rows match only where all of them are equal at all parties");
    }
    if (profile.keyless() > 0) {
      warnings.add(
          profile.keyless() + " rows have an id with a missing column and cannot be matched");
    }
    long repeated = profile.rows() - profile.keyless() - profile.keys();
    if (repeated > 0) {
      warnings.add(
          repeated
              + " rows repeat another row's id: the run would refuse them; leave one row per id");
    }
    Integer fewest = plan.job().align().minIntersection();
    if (fewest != null && profile.keys() < fewest) {
      warnings.add(
          profile.keys()
              + " ids are fewer than align.min-intersection ("
              + fewest
              + "): the run would end");
    }
    NothingHeldOut.warning(plan.job().split()).ifPresent(warnings::add);
  }

  private static void columns(PlanInput plan, List<String> warnings) {
    DataProfile profile = plan.profile();
    name(
        warnings,
        "look like ids among the features",
        profile.features().stream()
            .map(DataProfile.Feature::name)
            .filter(name -> looksLikeId(plan, name))
            .toList());
    name(
        warnings,
        "are missing in every row",
        profile.features().stream()
            .filter(f -> f.missing() == profile.rows())
            .map(DataProfile.Feature::name)
            .toList());
    name(
        warnings,
        "are missing in more than half of the rows",
        profile.features().stream()
            .filter(f -> f.missing() < profile.rows())
            .filter(f -> f.missing() > OFTEN_MISSING * profile.rows())
            .map(DataProfile.Feature::name)
            .toList());
  }

  private static boolean looksLikeId(PlanInput plan, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return plan.job().align().key().contains(name) || lower.equals("id") || lower.endsWith("_id");
  }

  private static void name(List<String> warnings, String what, List<String> columns) {
    if (!columns.isEmpty()) {
      warnings.add(
          columns.size()
              + " columns "
              + what
              + ": "
              + columns.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
              + (columns.size() > MOST_NAMED ? ", ..." : "")
              + "; data.columns can leave columns out");
    }
  }

  private static void labels(PlanInput plan, List<String> warnings) {
    if (plan.labelParty() && plan.job().train().section() instanceof Supervised learned) {
      DataProfile profile = plan.profile();
      learned.objective().doubt(profile.labelMean(), profile.rows()).ifPresent(warnings::add);
    }
  }
}
