package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.MemberRound;
import dev.tributary.protocol.secagg.MemberSet;
import dev.tributary.protocol.secagg.ShareBundle;
import dev.tributary.protocol.secagg.SignatureList;
import dev.tributary.protocol.secagg.SumGroup;
import dev.tributary.protocol.secagg.SumMessages;
import dev.tributary.protocol.secagg.SumRound;
import dev.tributary.protocol.secagg.VectorMask;
import java.util.List;

/** A round at a member whose summing party is another. */
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
  private final SumGroup group;
  private final SumChannel channel;

  MemberSide(PartyId self, SumGroup group, SumChannel channel) {
    this.self = self;
    this.group = group;
    this.channel = channel;
  }

  Total total(SumRound round, MemberRound own, long[] words) {
    PartyId summing = group.summing();
    channel.send(summing, round, SHARES, SumMessages.encode(own.shares()));
    ShareBundle bundle =
        channel.receive(summing, round, BUNDLE, m -> SumMessages.bundle(group, self, m));
    own.receive(bundle);
    VectorMask mask = own.mask();
    channel.sendVector(
        List.of(summing),
        round,
        VECTOR,
        words,
        (block, from) -> mask.addTo(block, 0, block.length, from));
    MemberSet survivors =
        channel.receive(summing, round, SURVIVORS, m -> SumMessages.survivors(group, m));
    byte[] signature = SumMessages.encodeSignature(own.sign(survivors));
    channel.send(summing, round, SIGNATURE, signature);
    SignatureList signatures =
        channel.receive(summing, round, SIGNATURES, m -> SumMessages.signatures(group, m));
    channel.send(summing, round, UNMASKING, SumMessages.encode(own.reveal(signatures)));
    long[] total = new long[words.length];
    channel.receiveVector(
        summing,
        round,
        TOTAL,
        total.length,
        (block, from) -> System.arraycopy(block, 0, total, from, block.length));
    return new Total(total, survivors.parties(group));
  }
}
