package dev.tributary.fl.horizontal.sum;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.Announcement;
import dev.tributary.protocol.secagg.Announcements;
import dev.tributary.protocol.secagg.OpeningNotes;
import dev.tributary.protocol.secagg.SumGroup;
import dev.tributary.protocol.secagg.SumMember;
import dev.tributary.protocol.secagg.SumMessages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The start of sums in a run: every member tells its keys to every other party that sums, each over
 * the sealed channel of the two, and compares with every other member what it was told.
 */
final class SumKeys {
  private static final String KEYS = "keys";
  private static final String HEARD = "heard";

  private SumKeys() {}

  /** A member's keys, confirmed by all. */
  static SumMember member(FederatedSession session, SumGroup group, OpeningNotes notes) {
    SumChannel channel = new SumChannel(session, group);
    List<PartyId> others = others(session, group);
    SumMember member = new SumMember(group, session.self(), notes);
    byte[] own = SumMessages.encode(member.announcement());
    Stream.concat(others.stream(), Stream.of(group.summing()))
        .distinct()
        .filter(party -> !party.equals(session.self()))
        .forEach(party -> channel.send(party, KEYS, own));
    byte[] heard = SumMessages.encode(member.receive(receive(channel, others)));
    others.forEach(party -> channel.send(party, HEARD, heard));
    for (PartyId party : others) {
      member.confirm(
          party,
          channel.receive(party, HEARD, message -> SumMessages.confirmation(group, message)));
    }
    return member;
  }

  /** All members' keys, for a summing party that is none of them. */
  static Announcements all(FederatedSession session, SumGroup group) {
    return new Announcements(
        group, receive(new SumChannel(session, group), others(session, group)));
  }

  private static Map<PartyId, Announcement> receive(SumChannel channel, List<PartyId> members) {
    Map<PartyId, Announcement> keys = new HashMap<>();
    for (PartyId member : members) {
      keys.put(member, channel.receive(member, KEYS, SumMessages::announcement));
    }
    return keys;
  }

  private static List<PartyId> others(FederatedSession session, SumGroup group) {
    return group.members().stream().filter(party -> !party.equals(session.self())).toList();
  }
}
