package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.SumRound;
import dev.tributary.protocol.secagg.ToldTotals;
import dev.tributary.protocol.secagg.VectorMask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Words on the driver.
 *
 * @param words left as they are
 */
@SuppressWarnings("ArrayRecordComponent")
record DriverWords(long[] words) implements SumVector<DriverWords> {
  @Override
  public int length() {
    return words.length;
  }

  @Override
  public void sendMasked(SumChannel channel, PartyId summing, SumRound round, VectorMask mask) {
    channel.sendVector(
        List.of(summing),
        round,
        MemberSide.VECTOR,
        words,
        (block, from) -> mask.addTo(block, 0, block.length, from));
  }

  @Override
  public DriverWords receiveTotal(
      SumChannel channel, PartyId summing, SumRound round, Duration timeout) {
    long[] total = new long[words.length];
    channel.receiveVector(
        summing,
        round,
        MemberSide.TOTAL,
        total.length,
        timeout,
        (block, from) -> System.arraycopy(block, 0, total, from, block.length));
    return new DriverWords(total);
  }

  @Override
  public Adding<DriverWords> begin(SumChannel channel, SumRound round, Optional<VectorMask> mask) {
    long[] sum = words.clone();
    mask.ifPresent(own -> own.addTo(sum, 0, sum.length, 0));
    return new Adding<>() {
      @Override
      public void receive(PartyId member, Duration timeout) {
        channel.receiveVector(
            member,
            round,
            MemberSide.VECTOR,
            sum.length,
            timeout,
            (block, from) -> {
              for (int i = 0; i < block.length; i++) {
                sum[from + i] += block[i];
              }
            });
      }

      @Override
      public DriverWords open(VectorMask opening) {
        opening.addTo(sum, 0, sum.length, 0);
        return new DriverWords(sum);
      }
    };
  }

  @Override
  public void sendTotal(SumChannel channel, List<PartyId> to, SumRound round) {
    channel.sendVector(to, round, MemberSide.TOTAL, words, (block, from) -> {});
  }

  @Override
  public Optional<long[]> kept() {
    return Optional.of(words);
  }

  @Override
  public DriverWords instead(long[] total) {
    return new DriverWords(total);
  }

  @Override
  public void noteIn(ToldTotals told, SumRound round, List<PartyId> over) {
    told.opened(round, over, words);
  }
}
