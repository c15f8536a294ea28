package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.Announcements;
import dev.tributary.protocol.secagg.MemberRound;
import dev.tributary.protocol.secagg.MemberSet;
import dev.tributary.protocol.secagg.SignatureList;
import dev.tributary.protocol.secagg.SumGroup;
import dev.tributary.protocol.secagg.SumMessages;
import dev.tributary.protocol.secagg.SumRound;
import dev.tributary.protocol.secagg.SummingRound;
import dev.tributary.protocol.secagg.VectorMask;
import java.util.List;

/**
 * A round at the summing party. It waits for every member at every step: one that does not come
 * ends the round.
 */
final class SummingSide {
  private final SumGroup group;
  private final Announcements keys;
  private final SumChannel channel;

  SummingSide(SumGroup group, Announcements keys, SumChannel channel) {
    this.group = group;
    this.keys = keys;
    this.channel = channel;
  }

  /** What the summing party puts in itself, where it is a member. */
  record Own(PartyId self, MemberRound round, long[] words) {}

  /**
   * Runs a round.
   *
   * @param own one or none
   */
  Total total(SumRound round, List<Own> own) {
    List<PartyId> selves = own.stream().map(Own::self).toList();
    List<PartyId> others =
        group.members().stream().filter(party -> !selves.contains(party)).toList();
    SummingRound summing = new SummingRound(keys, round);
    deal(summing, round, own, others);
    long[] sum = add(summing, round, own, others);
    MemberSet survivors = summing.survivors();
    open(summing, round, own, others);
    VectorMask opening = summing.opening();
    opening.addTo(sum, 0, sum.length, 0);
    channel.sendVector(others, round, MemberSide.TOTAL, sum, (block, from) -> {});
    return new Total(sum, survivors.parties(group));
  }

  private void deal(SummingRound summing, SumRound round, List<Own> own, List<PartyId> others) {
    own.forEach(o -> summing.receiveShares(o.self(), o.round().shares()));
    for (PartyId member : others) {
      summing.receiveShares(
          member,
          channel.receive(
              member, round, MemberSide.SHARES, m -> SumMessages.shares(group, member, m)));
    }
    for (PartyId member : others) {
      channel.send(member, round, MemberSide.BUNDLE, SumMessages.encode(summing.bundle(member)));
    }
    own.forEach(o -> o.round().receive(summing.bundle(o.self())));
  }

  private long[] add(SummingRound summing, SumRound round, List<Own> own, List<PartyId> others) {
    long[] sum = new long[(int) round.words()];
    for (Own o : own) {
      System.arraycopy(o.words(), 0, sum, 0, sum.length);
      o.round().mask().addTo(sum, 0, sum.length, 0);
      summing.receiveVector(o.self());
    }
    for (PartyId member : others) {
      channel.receiveVector(
          member,
          round,
          MemberSide.VECTOR,
          sum.length,
          (block, from) -> {
            for (int i = 0; i < block.length; i++) {
              sum[from + i] += block[i];
            }
          });
      summing.receiveVector(member);
    }
    return sum;
  }

  private void open(SummingRound summing, SumRound round, List<Own> own, List<PartyId> others) {
    MemberSet survivors = summing.survivors();
    byte[] list = SumMessages.encode(survivors);
    others.forEach(member -> channel.send(member, round, MemberSide.SURVIVORS, list));
    own.forEach(o -> summing.receiveSignature(o.self(), o.round().sign(survivors)));
    for (PartyId member : others) {
      summing.receiveSignature(
          member, channel.receive(member, round, MemberSide.SIGNATURE, SumMessages::signature));
    }
    SignatureList signatures = summing.signatures();
    byte[] signed = SumMessages.encode(signatures);
    others.forEach(member -> channel.send(member, round, MemberSide.SIGNATURES, signed));
    own.forEach(o -> summing.receiveUnmasking(o.self(), o.round().reveal(signatures)));
    for (PartyId member : others) {
      summing.receiveUnmasking(
          member,
          channel.receive(
              member,
              round,
              MemberSide.UNMASKING,
              m -> SumMessages.unmasking(group, summing.sharers(), m)));
    }
  }
}
