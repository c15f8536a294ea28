package dev.tributary.aggregator.session;

import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What of a session survives a restart of the aggregator.
 *
 * @param members in party order
 */
record SessionRecord(
    String name,
    RunId run,
    String jobSha256,
    RunState state,
    String reason,
    boolean byLoss,
    int epoch,
    long createdMillis,
    LossRule rule,
    List<SavedMember> members) {
  private static final int FORMAT = 3;
  private static final int MAX_TEXT = 1 << 12;
  private static final int MAX_BYTES = 1 << 16;
  private static final int MAX_MEMBERS = 1000;

  record SavedMember(
      PartyId party,
      boolean joined,
      byte[] instance,
      byte[] tokenHash,
      byte[] introduction,
      boolean finished,
      long lostMillis) {
    static SavedMember awaited(PartyId party) {
      byte[] none = new byte[0];
      return new SavedMember(party, false, none, none, none, false, 0);
    }
  }

  /** Of a run that nobody has joined yet. */
  static SessionRecord opened(
      String name,
      RunId run,
      String jobSha256,
      SortedSet<PartyId> parties,
      LossRule rule,
      long createdMillis) {
    return new SessionRecord(
        name,
        run,
        jobSha256,
        RunState.JOINING,
        "",
        false,
        0,
        createdMillis,
        rule,
        parties.stream().map(SavedMember::awaited).toList());
  }

  byte[] encode() {
    WireWriter out =
        new WireWriter(FORMAT)
            .string(name)
            .string(run.value())
            .string(jobSha256)
            .string(state.name())
            .string(reason)
            .u8(byLoss ? 1 : 0)
            .i32(epoch)
            .i64(createdMillis)
            .i32(rule.minParties())
            .u8(rule.comesBack() ? 1 : 0)
            .i32(rule.needed().size());
    rule.needed().forEach(party -> out.string(party.name()));
    out.i32(members.size());
    for (SavedMember member : members) {
      out.string(member.party.name())
          .u8(member.joined ? 1 : 0)
          .bytes(member.instance)
          .bytes(member.tokenHash)
          .bytes(member.introduction)
          .u8(member.finished ? 1 : 0)
          .i64(member.lostMillis);
    }
    return out.toByteArray();
  }

  /**
   * Reads a record.
   *
   * @throws MalformedMessageException if it is none
   */
  static SessionRecord decode(byte[] bytes) {
    WireReader in = new WireReader(bytes, FORMAT);
    try {
      String name = in.string(MAX_TEXT);
      RunId run = new RunId(in.string(MAX_TEXT));
      String jobSha256 = in.string(MAX_TEXT);
      RunState state = RunState.valueOf(in.string(MAX_TEXT));
      String reason = in.string(MAX_TEXT);
      boolean byLoss = flag(in);
      int epoch = in.i32(0, Integer.MAX_VALUE);
      long created = in.i64();
      int fewest = in.i32(0, MAX_MEMBERS);
      boolean comesBack = flag(in);
      int needs = in.i32(0, MAX_MEMBERS);
      List<PartyId> needed = new ArrayList<>();
      for (int i = 0; i < needs; i++) {
        needed.add(new PartyId(in.string(MAX_TEXT)));
      }
      LossRule rule = new LossRule(fewest, new TreeSet<>(needed), comesBack);
      int count = in.i32(0, MAX_MEMBERS);
      List<SavedMember> members = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        members.add(
            new SavedMember(
                new PartyId(in.string(MAX_TEXT)),
                flag(in),
                in.bytes(MAX_BYTES),
                in.bytes(MAX_BYTES),
                in.bytes(MAX_BYTES),
                flag(in),
                in.i64()));
      }
      in.end();
      return new SessionRecord(
          name, run, jobSha256, state, reason, byLoss, epoch, created, rule, members);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }

  private static boolean flag(WireReader in) {
    int value = in.u8();
    if (value > 1) {
      throw new MalformedMessageException("flag must be 0 or 1. Provided value: " + value);
    }
    return value == 1;
  }
}
