package dev.tributary.protocol.secagg;

import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** All parties of a run in one JVM; every message passes through its bytes. */
final class Parties {
  /** When a member is heard of for the last time in a round. */
  enum Leaves {
    NEVER,
    BEFORE_SHARING,
    BEFORE_MASKING,
    AFTER_MASKING,
    WHILE_OPENING
  }

  final SumGroup group;
  final List<SumMember> members = new ArrayList<>();

  Parties(int size, int threshold) {
    this(group(size, threshold));
  }

  Parties(SumGroup group) {
    this.group = group;
    Map<PartyId, Announcement> told = new HashMap<>();
    for (PartyId party : group.members()) {
      SumMember member = new SumMember(group, party);
      members.add(member);
      told.put(party, SumMessages.announcement(SumMessages.encode(member.announcement())));
    }
    List<Confirmation> heard = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Map<PartyId, Announcement> others = new HashMap<>(told);
      others.remove(group.members().get(i));
      Confirmation confirmation = members.get(i).receive(others);
      heard.add(SumMessages.confirmation(group, SumMessages.encode(confirmation)));
    }
    for (int i = 0; i < members.size(); i++) {
      for (int j = 0; j < members.size(); j++) {
        if (i != j) {
          members.get(i).confirm(group.members().get(j), heard.get(j));
        }
      }
    }
  }

  /** The summing party is no member. */
  static SumGroup group(int size, int threshold) {
    return new SumGroup(new RunId("run-1"), 0, names(size), new PartyId("adder"), threshold);
  }

  static List<PartyId> names(int size) {
    return IntStream.range(0, size).mapToObj(i -> new PartyId("party-" + i)).toList();
  }

  static SumRound round(int sum, long words) {
    return new SumRound(sum, 0, "test", words);
  }

  PartyId name(int member) {
    return group.members().get(member);
  }

  Announcements keys() {
    return members.get(0).announcements();
  }

  /** One round, in which member i puts in {@code vectors[i]} and leaves when it is told to. */
  long[] total(SumRound round, long[][] vectors, Leaves... leaves) {
    Course course = new Course(this, round);
    course.share(i -> at(leaves, i) != Leaves.BEFORE_SHARING);
    course.mask(vectors, i -> at(leaves, i) != Leaves.BEFORE_MASKING);
    course.sign(i -> at(leaves, i) != Leaves.AFTER_MASKING);
    course.reveal(i -> at(leaves, i) != Leaves.WHILE_OPENING);
    return course.total();
  }

  private static Leaves at(Leaves[] leaves, int member) {
    return member < leaves.length ? leaves[member] : Leaves.NEVER;
  }
}
