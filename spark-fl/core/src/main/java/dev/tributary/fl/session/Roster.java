package dev.tributary.fl.session;

import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.List;

/**
 * Who takes part in a run, and as what.
 *
 * @param members in job order, which settles ties
 */
public record Roster(List<Member> members) {
  /**
   * A party.
   *
   * @param with label parties that a feature party serves; empty at a label party
   */
  public record Member(PartyId party, Role role, List<PartyId> with) {
    public Member {
      with = List.copyOf(with);
    }
  }

  public Roster {
    members = List.copyOf(members);
    if (members.stream().map(Member::party).distinct().count() != members.size()) {
      throw new IllegalArgumentException("parties must be distinct. Provided value: " + members);
    }
  }

  /**
   * One label party, and feature parties that serve it.
   *
   * @param parties at least one; the first has the labels
   */
  public static Roster vertical(List<PartyId> parties) {
    PartyId label = parties.get(0);
    List<Member> members = new ArrayList<>();
    members.add(new Member(label, Role.LABEL, List.of()));
    parties.stream()
        .skip(1)
        .forEach(party -> members.add(new Member(party, Role.FEATURE, List.of(label))));
    return new Roster(members);
  }

  /** Parties with people of their own and the same columns. */
  public static Roster horizontal(List<PartyId> parties) {
    return new Roster(
        parties.stream().map(party -> new Member(party, Role.LABEL, List.of())).toList());
  }

  /** All parties. */
  public List<PartyId> parties() {
    return members.stream().map(Member::party).toList();
  }

  /** Those in a role. */
  public List<PartyId> in(Role role) {
    return members.stream().filter(m -> m.role() == role).map(Member::party).toList();
  }

  public Role role(PartyId party) {
    return member(party).role();
  }

  /**
   * The parties that one works with: label parties with each other and with those who serve them.
   */
  public List<PartyId> peers(PartyId party) {
    Member self = member(party);
    return members.stream()
        .filter(other -> self.with().contains(other.party()) || works(self, other))
        .map(Member::party)
        .toList();
  }

  private static boolean works(Member label, Member other) {
    return label.role() == Role.LABEL
        && !other.equals(label)
        && (other.role() == Role.LABEL || other.with().contains(label.party()));
  }

  /**
   * The roster of a run in which one party has the labels.
   *
   * @throws IllegalStateException if that is not so
   */
  public Vertical vertical() {
    List<PartyId> labels = in(Role.LABEL);
    if (labels.size() != 1) {
      throw new IllegalStateException("one party must have the labels. Provided value: " + members);
    }
    return new Vertical(labels.get(0), in(Role.FEATURE));
  }

  /**
   * The parties of a vertical run.
   *
   * @param labelParty the one that holds the labels
   * @param featureParties the others
   */
  public record Vertical(PartyId labelParty, List<PartyId> featureParties) {}

  private Member member(PartyId party) {
    return members.stream()
        .filter(member -> member.party().equals(party))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "party must be one of " + parties() + ". Provided value: " + party));
  }
}
