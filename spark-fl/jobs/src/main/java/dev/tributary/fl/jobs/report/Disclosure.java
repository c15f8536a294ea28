package dev.tributary.fl.jobs.report;

import dev.tributary.fl.session.Role;
import dev.tributary.protocol.PartyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each role could see in a run beyond what alignment tells it, in plain words; each algorithm
 * says it for its own modes.
 */
public interface Disclosure {
  /** What a party without labels could see. */
  List<String> featureParty();

  /** What the party with the labels could see. */
  List<String> labelParty();

  /** What one party could see. */
  default List<String> of(PartyId party, Role role) {
    return role == Role.LABEL ? labelParty() : featureParty();
  }

  /** The same by whoever it is, for a report of any of them. */
  default Map<String, List<String>> byWho() {
    Map<String, List<String>> seen = new LinkedHashMap<>();
    seen.put("Feature party (the partner)", featureParty());
    seen.put("Label party", labelParty());
    return seen;
  }

  /** What alignment tells them besides; empty where rows are not matched. */
  default String alignment() {
    return "All parties also learn which of their own people they have in common and which of these"
        + " train, validate and test; the label party, which of its people each partner has. It and"
        + " a partner learn how many people the other brought.";
  }

  /** What the relay could see. */
  default List<String> aggregator() {
    return List.of(
        "Who talked to whom, when, and how much: sizes and timings of sealed messages.",
        "No content: it holds no key.");
  }
}
