package dev.tributary.fl.jobs.report;

import java.util.List;

/**
 * What each role could see in a run beyond what alignment tells it, in plain words; each algorithm
 * says it for its own modes.
 */
public interface Disclosure {
  /** What a party without labels could see. */
  List<String> featureParty();

  /** What the party with the labels could see. */
  List<String> labelParty();

  /** What the relay could see. */
  default List<String> aggregator() {
    return List.of(
        "Who talked to whom, when, and how much: sizes and timings of sealed messages.",
        "No content: it holds no key.");
  }
}
