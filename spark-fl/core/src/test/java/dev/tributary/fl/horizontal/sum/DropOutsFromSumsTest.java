package dev.tributary.fl.horizontal.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.ForwardingExchange;
import dev.tributary.fl.horizontal.sum.SumRules.Consent;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Five parties over a mailbox, of which any are killed at any step. */
@Timeout(900)
class DropOutsFromSumsTest {
  private static final int SIZE = 5;
  private static final int FEWEST = 3;
  private static final int WORDS = 4;
  private static final String STAYS = "";

  /** Steps before which a member may be killed, in their order. */
  private static final List<String> STEPS =
      List.of(
          STAYS,
          MemberSide.SHARES,
          MemberSide.VECTOR,
          MemberSide.SIGNATURE,
          MemberSide.UNMASKING,
          MemberSide.TOTAL);

  private static long[] vector(int party, int sum) {
    return new Random(SIZE * sum + party).longs(WORDS).toArray();
  }

  private static long[] plain(List<PartyId> parties, List<PartyId> members, int sum) {
    long[] total = new long[WORDS];
    for (PartyId party : parties) {
      long[] own = vector(members.indexOf(party), sum);
      Arrays.setAll(total, i -> total[i] + own[i]);
    }
    return total;
  }

  /** Of parties who accept what fewer than four of five might show, so that two can be lost. */
  private static SumRules rules(SumFederation parties) {
    return new SumRules(parties.members.get(0), FEWEST, FEWEST, Consent.TWO_PARTY_SUM);
  }

  private static FederatedSession session(SumFederation parties, int party, String step) {
    PartyId name = parties.members.get(party);
    Exchange end = parties.mailbox.exchange(name);
    return parties.session(
        name, step.equals(STAYS) ? end : new LeavingParty(parties.mailbox, end, step));
  }

  /** What a party saw: totals of two sums, as far as it came, and what ended it. */
  private record Seen(List<Total> totals, Throwable end) {}

  private static List<Seen> play(SumFederation parties, List<String> leaves) {
    List<CompletableFuture<Seen>> running = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      int place = i;
      List<Total> totals = new ArrayList<>();
      running.add(
          parties
              .start(
                  parties.members.get(i),
                  session(parties, i, leaves.get(i)),
                  session -> {
                    try (MaskedSum sums = MaskedSum.open(session, rules(parties))) {
                      totals.add(sums.total("first", vector(place, 0)));
                      totals.add(sums.total("second", vector(place, 1)));
                    }
                    return true;
                  })
              .handle((done, failure) -> new Seen(totals, failure)));
    }
    return running.stream().map(CompletableFuture::join).toList();
  }

  @Test
  void everyPatternEndsInTheTotalsOfThoseLeftOrInOneError() {
    int patterns = (int) Math.pow(STEPS.size(), SIZE - 1);
    int opened = 0;
    for (int pattern = 0; pattern < patterns; pattern++) {
      List<String> leaves = new ArrayList<>(List.of(STAYS));
      for (int i = 1, rest = pattern; i < SIZE; i++, rest /= STEPS.size()) {
        leaves.add(STEPS.get(rest % STEPS.size()));
      }
      opened += check(leaves) ? 1 : 0;
    }
    // Nobody, one of four in five ways, two of them in 25 ways each but for the two in which one
    // leaves before its vector and the other before it reveals its seed with that one.
    assertThat(opened).isEqualTo(1 + 4 * 5 + 6 * (25 - 2));
  }

  /** Returns whether both sums were opened for those who stay. */
  private static boolean check(List<String> leaves) {
    SumFederation parties = new SumFederation(SIZE, FEWEST, Duration.ofSeconds(60));
    List<Seen> seen = play(parties, leaves);
    List<PartyId> stay = who(parties, leaves, STAYS::equals);
    List<PartyId> first = firstSum(parties, leaves);
    boolean opens = stay.size() >= FEWEST && !first.isEmpty();
    for (int i = 0; i < SIZE; i++) {
      Seen one = seen.get(i);
      String pattern = leaves + " at " + i;
      if (!leaves.get(i).equals(STAYS)) {
        continue;
      }
      if (opens) {
        assertThat(one.end()).as(pattern).isNull();
        assertThat(one.totals().get(0).parties()).as(pattern).isEqualTo(first);
        assertThat(one.totals().get(1).parties()).as(pattern).isEqualTo(stay);
        assertThat(one.totals().get(1).words()).isEqualTo(plain(stay, parties.members, 1));
      } else {
        assertThat(FederationException.codeOf(one.end())).as(pattern).isEqualTo(ErrorCode.PEER);
        assertThat(one.totals().size()).as(pattern).isLessThan(2);
      }
      // Whatever was opened is the total of whom it names.
      if (!one.totals().isEmpty()) {
        Total total = one.totals().get(0);
        assertThat(total.words()).isEqualTo(plain(total.parties(), parties.members, 0));
      }
    }
    return opens;
  }

  /** Whose vectors are in the first sum; empty if it cannot be opened. */
  private static List<PartyId> firstSum(SumFederation parties, List<String> leaves) {
    List<PartyId> sharers = who(parties, leaves, step -> !step.equals(MemberSide.SHARES));
    List<PartyId> survivors = new ArrayList<>(sharers);
    survivors.removeAll(who(parties, leaves, MemberSide.VECTOR::equals));
    List<PartyId> signers = new ArrayList<>(survivors);
    signers.removeAll(who(parties, leaves, MemberSide.SIGNATURE::equals));
    if (!sharers.equals(survivors) && !signers.equals(survivors)) {
      sharers = signers; // another attempt, of those who are left
      survivors = signers;
    }
    List<PartyId> answers = new ArrayList<>(signers);
    answers.removeAll(who(parties, leaves, MemberSide.UNMASKING::equals));
    boolean opens = sharers.equals(survivors) || answers.equals(survivors);
    return opens && answers.size() >= FEWEST ? survivors : List.of();
  }

  private static List<PartyId> who(
      SumFederation parties, List<String> leaves, Predicate<String> step) {
    return IntStream.range(0, SIZE)
        .filter(i -> step.test(leaves.get(i)))
        .mapToObj(parties.members::get)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "survivors", "signatures", "total"})
  void theSummingPartyIsNeeded(String step) {
    SumFederation parties = new SumFederation(SIZE, FEWEST, Duration.ofSeconds(60));
    List<Seen> seen = play(parties, List.of(step, STAYS, STAYS, STAYS, STAYS));

    for (Seen one : seen.subList(1, SIZE)) {
      assertThat(one.end())
          .isInstanceOf(CompletionException.class)
          .hasMessageContaining("bank-0 was lost: no sign of life for ")
          .hasMessageContaining("the run cannot go on without it");
    }
  }

  @Test
  void tooFewAreNamedWithTheirSilence() {
    SumFederation parties = new SumFederation(SIZE, FEWEST, Duration.ofSeconds(60));
    List<Seen> seen =
        play(parties, List.of(STAYS, STAYS, "shares", MemberSide.VECTOR, MemberSide.VECTOR));

    for (Seen one : seen.subList(0, 2)) {
      assertThat(one.end())
          .hasMessageContaining("bank-2 was lost: no sign of life for ")
          .hasMessageContaining("bank-4 was lost: no sign of life for ")
          .hasMessageContaining("2 of 5 parties are left where the job asks for 3");
    }
  }

  @Test
  void aLossEndsARunOfAllParties() {
    SumFederation parties = new SumFederation(SIZE);
    List<CompletableFuture<Total>> running = new ArrayList<>();
    SumRules all = new SumRules(parties.members.get(0), FEWEST, Consent.NONE);
    for (int i = 0; i < SIZE; i++) {
      running.add(
          parties.start(
              parties.members.get(i),
              session(parties, i, i == 2 ? MemberSide.SIGNATURE : STAYS),
              session -> MaskedSum.open(session, all).total("first", new long[2])));
    }
    running.remove(2);
    for (CompletableFuture<Total> one : running) {
      assertThatThrownBy(one::join).hasMessageContaining("bank-2 was lost: no sign of life for");
    }
  }

  /** Sends one step later than the others wait. */
  private static final class SlowParty extends ForwardingExchange {
    SlowParty(Exchange end) {
      super(end);
    }

    @Override
    public PieceReceipt put(MessageAddress address, PayloadWriter payload) {
      if (address.step().step().equals("sum/first/vector")) {
        try {
          Thread.sleep(4_000);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return super.put(address, payload);
    }
  }

  @Test
  void whoExceedsTheOwnStepDeadlineDropsOutAndIsToldSo() {
    SumFederation parties = new SumFederation(SIZE, FEWEST, Duration.ofSeconds(1));
    PartyId slow = parties.members.get(3);
    List<CompletableFuture<Total>> running = new ArrayList<>();
    for (PartyId party : parties.members) {
      Exchange end = parties.mailbox.exchange(party);
      running.add(
          parties.start(
              party,
              parties.session(party, party.equals(slow) ? new SlowParty(end) : end),
              session -> {
                MaskedSum sums = MaskedSum.open(session, rules(parties));
                sums.total("first", vector(0, 0));
                return sums.total("second", vector(0, 1));
              }));
    }

    CompletableFuture<Total> late = running.remove(3);
    for (CompletableFuture<Total> other : running) {
      assertThat(other.join().parties()).hasSize(4).doesNotContain(slow);
    }
    assertThatThrownBy(late::join)
        .hasMessageContaining("the run goes on without bank-3, which counts as lost");
  }

  @Test
  void aTotalAmongPartiesOfWhomOneIsLostIsNotOpenedAndSumsGoOn() {
    SumFederation parties = new SumFederation(SIZE, FEWEST, Duration.ofSeconds(60));
    List<CompletableFuture<Boolean>> running = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      int place = i;
      running.add(
          parties.start(
              parties.members.get(i),
              session(parties, i, i == 4 ? "bound/vector" : STAYS),
              session -> {
                MaskedSum sums = MaskedSum.open(session, rules(parties));
                List<PartyId> all = sums.total("first", vector(place, 0)).parties();
                assertThat(sums.totalAmong(all, "free", vector(place, 0))).isPresent();
                assertThat(sums.totalAmong(all, "bound", vector(place, 1)))
                    .isEqualTo(Optional.empty());
                assertThat(sums.lost()).containsOnlyKeys(parties.members.get(4));
                assertThat(sums.missing(all, "start again"))
                    .hasMessageMatching(
                        "bank-4 was lost: no sign of life for [0-9]+ s: start again");
                Total left = sums.total("last", vector(place, 1));
                assertThat(left.parties()).isEqualTo(parties.members.subList(0, 4));
                assertThat(sums.totalAmong(left.parties(), "more", vector(place, 0))).isPresent();
                return true;
              }));
    }
    running.remove(4);
    running.forEach(party -> assertThat(party.join()).isTrue());
  }
}
