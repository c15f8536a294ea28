package dev.tributary.fl.jobs.algorithm.vertical.stats;

import dev.tributary.fl.jobs.report.Disclosure;
import java.util.List;

/** Who learns what from statistics: every party the same. */
final class StatsDisclosure implements Disclosure {
  private static final List<String> EVERYBODY =
      List.of(
          "Of every other party: how many columns it has, and the share of their cells that are"
              + " missing among the people in common.",
          "No column name, no value, no label and nothing of a single person: profiles stay at"
              + " their owner.");

  @Override
  public List<String> featureParty() {
    return EVERYBODY;
  }

  @Override
  public List<String> labelParty() {
    return EVERYBODY;
  }
}
