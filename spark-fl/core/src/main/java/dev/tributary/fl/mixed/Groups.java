package dev.tributary.fl.mixed;

import dev.tributary.fl.session.Role;
import dev.tributary.fl.session.Roster;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who works with whom in a mixed run. A group is a label party and the feature parties that serve
 * it, in job order. The first of every group hold the same columns, and so do the second ones: they
 * are a slot, which is one party where it serves all groups.
 */
public final class Groups {
  private final Map<PartyId, List<PartyId>> features = new LinkedHashMap<>();
  private final List<List<PartyId>> slots = new ArrayList<>();

  private Groups() {}

  /**
   * The groups of a roster.
   *
   * @throws FederationException USER where feature parties cannot be told apart by their places
   */
  public static Groups of(Roster roster) {
    Groups groups = new Groups();
    for (PartyId label : roster.in(Role.LABEL)) {
      groups.features.put(
          label,
          roster.members().stream()
              .filter(member -> member.with().contains(label))
              .map(Roster.Member::party)
              .toList());
    }
    groups.requireEqualSizes();
    PartyId first = groups.labels().get(0);
    for (int place = 0; place < groups.features.get(first).size(); place++) {
      int at = place;
      groups.slots.add(
          groups.features.values().stream().map(group -> group.get(at)).distinct().toList());
    }
    groups.requireOnePlace();
    return groups;
  }

  private void requireEqualSizes() {
    PartyId first = labels().get(0);
    features.forEach(
        (label, group) -> {
          if (group.isEmpty() || group.size() != features.get(first).size()) {
            throw FederationException.user(
                "%d parties serve %s and %d serve %s: every label party takes one feature party of"
                    + " each kind of columns, by their 'with' in the job's parties",
                group.size(), label, features.get(first).size(), first);
          }
        });
  }

  private void requireOnePlace() {
    for (int slot = 0; slot < slots.size(); slot++) {
      for (PartyId party : slots.get(slot)) {
        for (PartyId label : served(party)) {
          int place = features.get(label).indexOf(party);
          if (place != slot) {
            throw FederationException.user(
                "%s is in place %d of the feature parties of %s and in place %d of another's:"
                    + " parties in the same place hold the same columns, so name them in an order"
                    + " in which each has one place",
                party, place + 1, label, slot + 1);
          }
        }
      }
    }
  }

  /** Label parties, in job order. */
  public List<PartyId> labels() {
    return List.copyOf(features.keySet());
  }

  /** By place in a group, the parties that hold the same columns, in job order. */
  public List<List<PartyId>> slots() {
    return List.copyOf(slots);
  }

  /** Those that hold the columns of a feature party, itself among them. */
  public List<PartyId> slot(PartyId feature) {
    return slots.stream().filter(slot -> slot.contains(feature)).findFirst().orElseThrow();
  }

  /** Label parties that a feature party serves, in job order. */
  public List<PartyId> served(PartyId feature) {
    return labels().stream().filter(label -> features.get(label).contains(feature)).toList();
  }

  /** The roster of one group: a vertical run's. */
  public Roster group(PartyId label) {
    return Roster.vertical(Stream.concat(Stream.of(label), features.get(label).stream()).toList());
  }

  /** The roster of the label parties, who sum over people of their own. */
  public Roster amongLabels() {
    return Roster.horizontal(labels());
  }

  /** The roster of a feature party's slot, who sum over the people of the groups they serve. */
  public Roster amongSlot(PartyId feature) {
    return Roster.horizontal(slot(feature));
  }
}
