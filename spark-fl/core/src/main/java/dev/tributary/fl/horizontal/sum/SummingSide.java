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
import java.util.List;
import java.util.function.Consumer;

/**
 * A round at the summing party. Who is missing at a step has dropped out ({@link Attendance}); the
 * round goes on with those left as long as it can be opened.
 */
final class SummingSide {
  private final SumGroup group;
  private final Announcements keys;
  private final SumChannel channel;
  private final Attendance attendance;
  private final Consumer<RoundEnd<?>> keep;

  /**
   * @param keep stores how a round ended before anybody is told
   */
  SummingSide(
      SumGroup group,
      Announcements keys,
      SumChannel channel,
      Attendance attendance,
      Consumer<RoundEnd<?>> keep) {
    this.group = group;
    this.keys = keys;
    this.channel = channel;
    this.attendance = attendance;
    this.keep = keep;
  }

  /** The summing party's own part in the round, where it is a member. */
  record Own(PartyId self, MemberRound round) {}

  /**
   * Runs a round.
   *
   * @param words what it puts in itself, or none of that length
   * @param own one or none
   * @param among whose total it is to be; empty for whoever is left
   */
  <V extends SumVector<V>> RoundEnd<V> total(
      SumRound round, V words, List<Own> own, List<PartyId> among) {
    SummingRound summing = new SummingRound(keys, round);
    List<PartyId> sharers = deal(summing, round, own);
    try (SumVector.Adding<V> sum =
        words.begin(channel, round, own.stream().map(o -> o.round().mask()).findFirst())) {
      List<PartyId> left = add(summing, round, own, sharers, sum);
      return conclude(summing, round, own, left, sum, among);
    }
  }

  /** From the list of survivors on. */
  private <V extends SumVector<V>> RoundEnd<V> conclude(
      SummingRound summing,
      SumRound round,
      List<Own> own,
      List<PartyId> added,
      SumVector.Adding<V> sum,
      List<PartyId> among) {
    MemberSet survivors = summing.survivors();
    List<PartyId> parties = survivors.parties(group);
    byte[] list = SumMessages.encode(survivors);
    boolean others = !among.isEmpty() && !among.equals(parties);
    if (others) {
      keep.accept(RoundEnd.ofOthers(round, parties));
    }
    added.forEach(member -> channel.send(member, round, MemberSide.SURVIVORS, list));
    if (others) {
      return RoundEnd.ofOthers(round, parties);
    }
    List<PartyId> signed = sign(summing, round, own, added);
    if (summing.mustRepeat()) {
      byte[] nobody = SumMessages.encode(SignatureList.ofNobody(group));
      signed.forEach(member -> channel.send(member, round, MemberSide.SIGNATURES, nobody));
      return RoundEnd.again(round);
    }
    List<PartyId> left = open(summing, round, own, signed);
    V total = sum.open(summing.opening());
    try {
      keep.accept(RoundEnd.of(round, parties, total));
      total.sendTotal(channel, left, round);
    } catch (RuntimeException e) {
      total.release();
      throw e;
    }
    return RoundEnd.of(round, parties, total);
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
      SummingRound summing,
      SumRound round,
      List<Own> own,
      List<PartyId> sharers,
      SumVector.Adding<?> sum) {
    own.forEach(o -> summing.receiveVector(o.self()));
    List<PartyId> heard =
        attendance.hear(
            sharers,
            (member, wait) -> {
              sum.receive(member, wait);
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
