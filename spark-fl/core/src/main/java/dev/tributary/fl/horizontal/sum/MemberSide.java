package dev.tributary.fl.horizontal.sum;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.MemberRound;
import dev.tributary.protocol.secagg.MemberSet;
import dev.tributary.protocol.secagg.ShareBundle;
import dev.tributary.protocol.secagg.SignatureList;
import dev.tributary.protocol.secagg.SumGroup;
import dev.tributary.protocol.secagg.SumMessages;
import dev.tributary.protocol.secagg.SumRound;
import java.time.Duration;
import java.util.List;

/**
 * A round at a member whose summing party is another. It waits for that one for twice the step
 * deadline, since that one waits for all others itself.
 */
final class MemberSide {
  static final String SHARES = "shares";
  static final String BUNDLE = "bundle";
  static final String VECTOR = "vector";
  static final String SURVIVORS = "survivors";
  static final String SIGNATURE = "signature";
  static final String SIGNATURES = "signatures";
  static final String UNMASKING = "unmasking";
  static final String TOTAL = "total";

  private final PartyId self;
  private final Duration patience;
  private final SumGroup group;
  private final SumChannel channel;

  MemberSide(FederatedSession session, SumGroup group, SumChannel channel) {
    this.self = session.self();
    this.patience = channel.patience();
    this.group = group;
    this.channel = channel;
  }

  /**
   * Goes through a round.
   *
   * @param among whose total it is to be; empty for whoever is left
   */
  <V extends SumVector<V>> RoundEnd<V> total(
      SumRound round, MemberRound own, V words, List<PartyId> among) {
    PartyId summing = group.summing();
    channel.send(summing, round, SHARES, SumMessages.encode(own.shares()));
    ShareBundle bundle =
        channel.receive(summing, round, BUNDLE, patience, m -> SumMessages.bundle(group, self, m));
    own.receive(bundle);
    words.sendMasked(channel, summing, round, own.mask());
    MemberSet survivors =
        channel.receive(summing, round, SURVIVORS, patience, m -> SumMessages.survivors(group, m));
    List<PartyId> parties = survivors.parties(group);
    if (!among.isEmpty() && !among.equals(parties)) {
      return RoundEnd.ofOthers(round, parties); // unsigned, so that nobody opens it
    }
    byte[] signature = SumMessages.encodeSignature(own.sign(survivors));
    channel.send(summing, round, SIGNATURE, signature);
    SignatureList signatures =
        channel.receive(
            summing, round, SIGNATURES, patience, m -> SumMessages.signatures(group, m));
    if (signatures.isOfNobody()) {
      return RoundEnd.again(round);
    }
    channel.send(summing, round, UNMASKING, SumMessages.encode(own.reveal(signatures)));
    return RoundEnd.of(round, parties, words.receiveTotal(channel, summing, round, patience));
  }
}
