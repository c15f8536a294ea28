package dev.tributary.fl.horizontal.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.horizontal.sum.SumRules.Consent;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.Announcement;
import dev.tributary.protocol.secagg.MemberRound;
import dev.tributary.protocol.secagg.OpeningNotes;
import dev.tributary.protocol.secagg.SumGroup;
import dev.tributary.protocol.secagg.SumMember;
import dev.tributary.protocol.secagg.SumMessages;
import dev.tributary.protocol.secagg.SumRound;
import dev.tributary.protocol.secagg.ToldTotals;
import dev.tributary.protocol.secagg.VectorPieces;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Secure sums over a mailbox, with parties as threads, against {@link PlainSum}. */
class MaskedSumTest {
  private static final int[] LENGTHS = {1, 1000, VectorPieces.WORDS + 5};
  private static final long SEED = 12;

  private static SumRules rules(PartyId summing, int threshold) {
    return new SumRules(summing, threshold, Consent.NONE);
  }

  private static long[] vector(int party, int sum) {
    return new Random(SEED + 100 * party + sum).longs(LENGTHS[sum]).toArray();
  }

  private static List<Total> totals(SecureSum sums, int party) {
    List<Total> totals = new ArrayList<>();
    for (int sum = 0; sum < LENGTHS.length; sum++) {
      long[] own = vector(party, sum);
      totals.add(sums.total("part-" + sum, own));
      assertThat(own).isEqualTo(vector(party, sum));
    }
    sums.close();
    return totals;
  }

  private static List<CompletableFuture<List<Total>>> all(SumFederation parties, SumRules rules) {
    List<CompletableFuture<List<Total>>> running = new ArrayList<>();
    for (int i = 0; i < parties.members.size(); i++) {
      int place = i;
      running.add(
          parties.start(
              parties.members.get(i), session -> totals(MaskedSum.open(session, rules), place)));
    }
    return running;
  }

  private static List<Total> plain(List<PartyId> members) {
    List<CompletableFuture<List<Total>>> running = new ArrayList<>();
    List<PlainSum> ends = PlainSum.among(members);
    for (int i = 0; i < ends.size(); i++) {
      int place = i;
      running.add(
          CompletableFuture.supplyAsync(
              () -> {
                List<Total> totals = new ArrayList<>();
                for (int sum = 0; sum < LENGTHS.length; sum++) {
                  totals.add(ends.get(place).total("part-" + sum, vector(place, sum)));
                }
                return totals;
              },
              command -> new Thread(command).start()));
    }
    return running.get(0).join();
  }

  private static void same(List<Total> totals, List<Total> plain) {
    for (int sum = 0; sum < LENGTHS.length; sum++) {
      assertThat(totals.get(sum).words()).isEqualTo(plain.get(sum).words());
      assertThat(totals.get(sum).parties()).isEqualTo(plain.get(sum).parties());
    }
  }

  @Test
  void everybodyGetsThePlainTotals() {
    for (int size : new int[] {3, 5}) {
      SumFederation parties = new SumFederation(size);
      List<Total> plain = plain(parties.members);
      for (CompletableFuture<List<Total>> party : all(parties, rules(parties.members.get(1), 3))) {
        same(party.join(), plain);
      }
    }
  }

  @Test
  void twoPartiesSumByConsent() {
    SumFederation parties = new SumFederation(2);
    SumRules rules = new SumRules(parties.members.get(0), 2, Consent.TWO_PARTY_SUM);
    for (CompletableFuture<List<Total>> party : all(parties, rules)) {
      same(party.join(), plain(parties.members));
    }
  }

  @Test
  void aPartyWithoutRowsAdds() {
    SumFederation parties = new SumFederation(3);
    SumRules rules = rules(SumFederation.HELPER, 3);
    CompletableFuture<List<Total>> adding =
        parties.start(
            SumFederation.HELPER,
            session -> {
              SummingParty helper = SummingParty.open(session, rules);
              List<Total> totals = new ArrayList<>();
              for (int sum = 0; sum < LENGTHS.length; sum++) {
                totals.add(helper.total("part-" + sum, LENGTHS[sum]));
              }
              return totals;
            });
    for (CompletableFuture<List<Total>> party : all(parties, rules)) {
      same(party.join(), plain(parties.members));
    }
    same(adding.join(), plain(parties.members));
  }

  /** Uploads of the members, downloads of the total, and what a round costs besides. */
  @Test
  void bytesAreThoseOfTheVectors() {
    SumFederation parties = new SumFederation(3);
    int words = 300_000;
    SumRules rules = rules(parties.members.get(0), 3);
    List<CompletableFuture<Total>> running = new ArrayList<>();
    for (PartyId party : parties.members) {
      running.add(
          parties.start(
              party, session -> MaskedSum.open(session, rules).total("bytes", new long[words])));
    }
    running.forEach(party -> assertThat(party.join().words()).containsOnly(0));
    long vectors = 2L * 2 * words * Long.BYTES;
    assertThat(parties.mailbox.bytesPut()).isBetween(vectors, vectors + vectors / 100);
  }

  @Test
  void vectorsOfDifferentLengthsEndItForAll() {
    SumFederation parties = new SumFederation(3);
    SumRules rules = rules(parties.members.get(0), 3);
    List<CompletableFuture<Total>> running = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int words = i == 2 ? 11 : 10;
      running.add(
          parties.start(
              parties.members.get(i),
              session -> MaskedSum.open(session, rules).total("gradient", new long[words])));
    }
    assertThatThrownBy(running.get(0)::join)
        .hasRootCauseMessage(
            "bank-2: sums something else than sum 0 (gradient, 10 words), attempt 0: another"
                + " purpose, length or round; its columns or job differ, or it was told other totals"
                + " before");
    for (CompletableFuture<Total> other : running.subList(1, 3)) {
      assertThatThrownBy(other::join).hasMessageContaining("bank-0 gave up: bank-2");
    }
  }

  @Test
  void differentRulesAreNoticedBeforeTheFirstSum() {
    SumFederation parties = new SumFederation(4);
    List<CompletableFuture<MaskedSum>> running = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      SumRules rules = rules(parties.members.get(0), i == 3 ? 4 : 3);
      running.add(parties.start(parties.members.get(i), session -> MaskedSum.open(session, rules)));
    }
    // Each hears of it or sees it, whoever is first.
    for (CompletableFuture<MaskedSum> party : running) {
      assertThatThrownBy(party::join)
          .hasRootCauseInstanceOf(FederationException.class)
          .rootCause()
          .message()
          .containsPattern("sums by other rules|gave up");
    }
  }

  @Test
  void aLostPartyEndsTheSumsOfAllAndOfTheRun() {
    SumFederation parties = new SumFederation(3);
    SumRules rules = rules(parties.members.get(0), 3);
    CountDownLatch first = new CountDownLatch(2);
    List<CompletableFuture<Boolean>> running = new ArrayList<>();
    for (PartyId party : parties.members.subList(0, 2)) {
      running.add(
          parties.start(
              party,
              session -> {
                MaskedSum sums = MaskedSum.open(session, rules);
                assertThat(sums.total("first", new long[3]).words()).containsOnly(0);
                first.countDown();
                assertThatThrownBy(() -> sums.total("second", new long[3]))
                    .isInstanceOf(FederationException.class)
                    .hasMessageContaining("bank-2");
                assertThatThrownBy(() -> sums.total("third", new long[3]))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("have ended");
                return true;
              }));
    }
    parties
        .start(
            parties.members.get(2),
            session -> {
              MaskedSum.open(session, rules).total("first", new long[3]);
              wait(first);
              throw FederationException.resource("the disk is full");
            })
        .handle((done, failure) -> failure)
        .join();
    running.forEach(party -> assertThat(party.join()).isTrue());
  }

  private static void wait(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aPartyThatAnnouncesTwoKeysIsNamed() {
    SumFederation parties = new SumFederation(3);
    List<PartyId> names = parties.members;
    SumRules rules = rules(names.get(0), 3);
    List<CompletableFuture<MaskedSum>> running = new ArrayList<>();
    for (PartyId party : names.subList(0, 2)) {
      running.add(parties.start(party, session -> MaskedSum.open(session, rules)));
    }
    FederatedSession liar = parties.session(names.get(2));
    SumGroup group = rules.group(liar);
    for (PartyId party : names.subList(0, 2)) {
      Announcement keys = new SumMember(group, names.get(2)).announcement();
      liar.exchange().send(liar.to(party, 0, "sum/keys"), SumMessages.encode(keys));
    }
    for (CompletableFuture<MaskedSum> party : running) {
      assertThatThrownBy(party::join)
          .rootCause()
          .message()
          .containsPattern("bank-2: (keys for sums|what it sent or announced was refused)");
    }
  }

  /**
   * Else a false total, told to one, could steer what that one puts in next, until the rest of the
   * next total is another's vector.
   */
  @Test
  void whoWasToldAnotherTotalOpensNoLaterSum() {
    SumFederation parties = new SumFederation(3);
    List<PartyId> names = parties.members;
    SumRules rules = rules(names.get(0), 3);
    List<Total> seen = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<Total>> running = new ArrayList<>();
    for (PartyId party : names) {
      Exchange end = parties.mailbox.exchange(party);
      boolean lies = party.equals(names.get(0));
      running.add(
          parties.start(
              party,
              parties.session(party, lies ? new TellingOne(end, names.get(2)) : end),
              session -> {
                MaskedSum sums = MaskedSum.open(session, rules);
                seen.add(sums.total("first", new long[] {1, 10}));
                return sums.total("second", new long[] {1, 10});
              }));
    }
    assertThatThrownBy(running.get(0)::join)
        .rootCause()
        .hasMessageStartingWith("bank-2: sums something else than sum 1")
        .hasMessageEndingWith("or it was told other totals before");
    for (CompletableFuture<Total> party : running.subList(1, 3)) {
      assertThatThrownBy(party::join).hasMessageContaining("bank-0 gave up: bank-2");
    }
    assertThat(seen).hasSize(3);
    assertThat(seen.stream().filter(total -> total.words()[1] == 30)).hasSize(2);
  }

  /** A member that keeps to the protocol but for the length of its masked vector. */
  @Test
  void aMaskedVectorOfAnotherLengthIsRefusedUnread() {
    for (int words : new int[] {9, 11, VectorPieces.WORDS + 10}) {
      SumFederation parties = new SumFederation(3);
      List<PartyId> names = parties.members;
      SumRules rules = rules(names.get(0), 3);
      CompletableFuture<Total> adding =
          parties.start(
              names.get(0),
              session -> MaskedSum.open(session, rules).total("gradient", new long[10]));
      CompletableFuture<Total> other =
          parties.start(
              names.get(1),
              session -> MaskedSum.open(session, rules).total("gradient", new long[10]));
      CompletableFuture<Boolean> wrong =
          parties.start(
              names.get(2),
              session -> {
                SumGroup group = rules.group(session);
                SumChannel channel = new SumChannel(session, group);
                SumRound round = new SumRound(0, 0, "gradient", 10, new ToldTotals().digest());
                MemberRound own = SumKeys.member(session, group, OpeningNotes.NONE).begin(round);
                channel.send(
                    names.get(0), round, MemberSide.SHARES, SumMessages.encode(own.shares()));
                channel.sendVector(
                    List.of(names.get(0)),
                    round,
                    MemberSide.VECTOR,
                    new long[words],
                    (block, from) -> {});
                return true;
              });
      assertThatThrownBy(adding::join).rootCause().hasMessageStartingWith("bank-2: sent");
      assertThatThrownBy(other::join).hasMessageContaining("bank-0 gave up: bank-2");
      assertThat(wrong.join()).isTrue();
    }
  }
}
