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
 * A round at the summing party. Who is missing at a step has dropped out ({@link Attendance}); the
 * round goes on with those left as long as it can be opened.
 */
final class SummingSide {
  private final SumGroup group;
  private final Announcements keys;
  private final SumChannel channel;
  private final Attendance attendance;

  SummingSide(SumGroup group, Announcements keys, SumChannel channel, Attendance attendance) {
    this.group = group;
    this.keys = keys;
    this.channel = channel;
    this.attendance = attendance;
  }

  /** What the summing party puts in itself, where it is a member. */
  record Own(PartyId self, MemberRound round, long[] words) {}

  /**
   * Runs a round.
   *
   * @param own one or none
   * @param among whose total it is to be; empty for whoever is left
   */
  RoundEnd total(SumRound round, List<Own> own, List<PartyId> among) {
    SummingRound summing = new SummingRound(keys, round);
    List<PartyId> sharers = deal(summing, round, own);
    long[] sum = new long[(int) round.words()];
    List<PartyId> left = add(summing, round, own, sharers, sum);
    MemberSet survivors = summing.survivors();
    List<PartyId> parties = survivors.parties(group);
    byte[] list = SumMessages.encode(survivors);
    left.forEach(member -> channel.send(member, round, MemberSide.SURVIVORS, list));
    if (!among.isEmpty() && !among.equals(parties)) {
      return RoundEnd.ofOthers(round, parties);
    }
    left = sign(summing, round, own, left);
    if (summing.mustRepeat()) {
      byte[] nobody = SumMessages.encode(SignatureList.ofNobody(group));
      left.forEach(member -> channel.send(member, round, MemberSide.SIGNATURES, nobody));
      return RoundEnd.again(round);
    }
    left = open(summing, round, own, left);
    VectorMask opening = summing.opening();
    opening.addTo(sum, 0, sum.length, 0);
    channel.sendVector(left, round, MemberSide.TOTAL, sum, (block, from) -> {});
    return RoundEnd.of(round, new Total(sum, parties));
  }

  private List<PartyId> deal(SummingRound summing, SumRound round, List<Own> own) {
    own.forEach(o -> summing.receiveShares(o.self(), o.round().shares()));
    List<PartyId> heard =
        attendance.hear(
            attendance.others(),
            (member, wait) ->
                summing.receiveShares(
                    member,
                    channel.receive(
                        member,
                        round,
                        MemberSide.SHARES,
                        wait,
                        m -> SumMessages.shares(group, member, m))));
    attendance.require(heard.size() + own.size(), group.minParties(), round);
    for (PartyId member : heard) {
      channel.send(member, round, MemberSide.BUNDLE, SumMessages.encode(summing.bundle(member)));
    }
    own.forEach(o -> o.round().receive(summing.bundle(o.self())));
    return heard;
  }

  private List<PartyId> add(
      SummingRound summing, SumRound round, List<Own> own, List<PartyId> sharers, long[] sum) {
    for (Own o : own) {
      System.arraycopy(o.words(), 0, sum, 0, sum.length);
      o.round().mask().addTo(sum, 0, sum.length, 0);
      summing.receiveVector(o.self());
    }
    List<PartyId> heard =
        attendance.hear(
            sharers,
            (member, wait) -> {
              channel.receiveVector(
                  member,
                  round,
                  MemberSide.VECTOR,
                  sum.length,
                  wait,
                  (block, from) -> {
                    for (int i = 0; i < block.length; i++) {
                      sum[from + i] += block[i];
                    }
                  });
              summing.receiveVector(member);
            });
    attendance.require(heard.size() + own.size(), group.minParties(), round);
    return heard;
  }

  private List<PartyId> sign(
      SummingRound summing, SumRound round, List<Own> own, List<PartyId> left) {
    own.forEach(o -> summing.receiveSignature(o.self(), o.round().sign(summing.survivors())));
    List<PartyId> heard =
        attendance.hear(
            left,
            (member, wait) ->
                summing.receiveSignature(
                    member,
                    channel.receive(
                        member, round, MemberSide.SIGNATURE, wait, SumMessages::signature)));
    attendance.require(heard.size() + own.size(), group.threshold(), round);
    return heard;
  }

  private List<PartyId> open(
      SummingRound summing, SumRound round, List<Own> own, List<PartyId> left) {
    SignatureList signatures = summing.signatures();
    byte[] signed = SumMessages.encode(signatures);
    left.forEach(member -> channel.send(member, round, MemberSide.SIGNATURES, signed));
    own.forEach(o -> summing.receiveUnmasking(o.self(), o.round().reveal(signatures)));
    List<PartyId> heard =
        attendance.hear(
            left,
            (member, wait) ->
                summing.receiveUnmasking(
                    member,
                    channel.receive(
                        member,
                        round,
                        MemberSide.UNMASKING,
                        wait,
                        m -> SumMessages.unmasking(group, summing.sharers(), m))));
    attendance.require(heard.size() + own.size(), group.threshold(), round);
    return heard;
  }
}
