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
import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.secagg.SumGroup;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Four parties with journals, whose run ends at any step and is started again. */
@Timeout(600)
class StartedAgainTest {
  private static final int SIZE = 4;
  private static final int SUMS = 5;
  private static final int WORDS = 3;

  private final List<KeptSums> journals =
      Stream.generate(KeptSums::new).limit(SIZE).collect(Collectors.toList());

  /** Vectors that parties sent to be added, by the name of their message. */
  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());

  private static long[] vector(int party, int sum) {
    return new Random(100L * sum + party).longs(WORDS).toArray();
  }

  private static long[] plain(int sum, int... parties) {
    long[] total = new long[WORDS];
    for (int party : parties) {
      long[] own = vector(party, sum);
      Arrays.setAll(total, i -> total[i] + own[i]);
    }
    return total;
  }

  private static SumRules rules(SumFederation parties, int fewest) {
    return new SumRules(parties.members.get(0), 3, fewest, Consent.TWO_PARTY_SUM);
  }

  private FederatedSession session(SumFederation parties, int party, Exchange end) {
    return parties.session(
        parties.members.get(party),
        new ForwardingExchange(end) {
          @Override
          public PieceReceipt put(MessageAddress address, PayloadWriter payload) {
            if (address.step().step().endsWith("/" + MemberSide.VECTOR)) {
              sent.add(party + ":" + address.step().step());
            }
            return super.put(address, payload);
          }
        });
  }

  private static List<Total> sums(MaskedSum open, int party, int from) {
    List<Total> totals = new ArrayList<>();
    for (int sum = from; sum < SUMS; sum++) {
      totals.add(open.total("part-" + sum, vector(party, sum)));
    }
    open.close();
    return totals;
  }

  /** A run of all parties, with an exchange of the test's for one of them. */
  private List<CompletableFuture<List<Total>>> run(
      SumFederation parties, int fewest, int other, Exchange end) {
    List<CompletableFuture<List<Total>>> running = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      int party = i;
      PartyId name = parties.members.get(i);
      Exchange own = i == other ? end : parties.mailbox.exchange(name);
      running.add(
          parties.start(
              name,
              session(parties, party, own),
              session ->
                  sums(
                      MaskedSum.open(session, rules(parties, fewest), journals.get(party), false),
                      party,
                      0)));
    }
    return running;
  }

  private List<CompletableFuture<List<Total>>> run(SumFederation parties) {
    return run(parties, SumRules.ALL_PARTIES, -1, null);
  }

  private static Throwable end(CompletableFuture<?> party) {
    try {
      party.join();
      return null;
    } catch (CompletionException e) {
      return e.getCause();
    }
  }

  private static void killed(
      SumFederation parties, List<CompletableFuture<List<Total>>> running, int party) {
    assertThat(end(running.get(party))).isNotNull(); // Killed, maybe in a thread that sends
    parties
        .mailbox
        .exchange(parties.members.get(party))
        .abort(FederationException.resource("%s was killed", parties.members.get(party)));
    running.forEach(StartedAgainTest::end);
  }

  static Stream<String> steps() {
    return Stream.of(
        MemberSide.SHARES,
        MemberSide.VECTOR,
        MemberSide.SIGNATURE,
        MemberSide.UNMASKING,
        MemberSide.TOTAL);
  }

  /** Whether a member is killed or the summing party, nothing is summed twice. */
  @ParameterizedTest
  @MethodSource("steps")
  void aRunGoesOnWhereverItEnded(String step) {
    for (int party : new int[] {0, 2}) {
      journals.replaceAll(old -> new KeptSums());
      SumFederation first = new SumFederation(SIZE);
      Exchange end = first.mailbox.exchange(first.members.get(party));
      killed(
          first,
          run(first, SumRules.ALL_PARTIES, party, new LeavingParty(first.mailbox, end, step, 2)),
          party);
      int past = journals.get(0).sums();
      assertThat(past).isBetween(2, 3);
      sent.clear();

      for (CompletableFuture<List<Total>> again : run(new SumFederation(SIZE))) {
        List<Total> totals = again.join();
        for (int sum = 0; sum < SUMS; sum++) {
          assertThat(totals.get(sum).words()).isEqualTo(plain(sum, 0, 1, 2, 3));
        }
      }
      assertThat(sent).hasSize((SUMS - past) * (SIZE - 1));
      assertThat(sent).noneMatch(message -> message.contains("part-" + (past - 1)));
      journals.forEach(journal -> assertThat(journal.sums()).isEqualTo(SUMS));
    }
  }

  /** What the others summed meanwhile is told to it, and is over them. */
  @Test
  void whoWasLostComesBackAtTheNextSum() {
    SumFederation first = new SumFederation(SIZE, 3, Duration.ofSeconds(60));
    Exchange end = first.mailbox.exchange(first.members.get(3));
    List<CompletableFuture<List<Total>>> running = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      int party = i;
      PartyId name = first.members.get(i);
      Exchange own =
          i == 3
              ? new LeavingParty(first.mailbox, end, MemberSide.VECTOR, 1)
              : first.mailbox.exchange(name);
      running.add(
          first.start(
              name,
              first.session(name, own),
              session -> {
                MaskedSum open =
                    MaskedSum.open(session, rules(first, 3), journals.get(party), false);
                List<Total> totals = new ArrayList<>();
                for (int sum = 0; sum < 3; sum++) {
                  totals.add(open.total("part-" + sum, vector(party, sum)));
                }
                return totals;
              }));
    }
    assertThat(running.get(1).join()).hasSize(3);
    running.forEach(StartedAgainTest::end);
    assertThat(journals.get(3).sums()).isEqualTo(1);
    sent.clear();

    SumFederation second = new SumFederation(SIZE, 3, Duration.ofSeconds(60));
    for (CompletableFuture<List<Total>> again : run(second, 3, -1, null)) {
      List<Total> totals = again.join();
      assertThat(totals.get(0).words()).isEqualTo(plain(0, 0, 1, 2, 3));
      for (int sum = 1; sum < 3; sum++) {
        assertThat(totals.get(sum).words()).isEqualTo(plain(sum, 0, 1, 2));
        assertThat(totals.get(sum).parties()).isEqualTo(second.members.subList(0, 3));
      }
      for (int sum = 3; sum < SUMS; sum++) {
        assertThat(totals.get(sum).words()).isEqualTo(plain(sum, 0, 1, 2, 3));
      }
    }
    assertThat(sent).hasSize(2 * (SIZE - 1));
  }

  /** A run that ended after some sums. */
  private void ended(int sums) {
    List<PartyId> members = new SumFederation(SIZE).members;
    for (KeptSums journal : journals) {
      journal.id = new byte[16];
      for (int sum = 0; sum < sums; sum++) {
        journal.add(
            new PastSum(
                PastSum.End.OPENED,
                "part-" + sum,
                0,
                members,
                WORDS,
                Optional.of(plain(sum, 0, 1, 2, 3))));
      }
    }
  }

  @Test
  void aSummingPartyThatHasLostWhatItToldIsFoundOut() {
    ended(3);
    journals.set(0, new KeptSums());

    assertThat(run(new SumFederation(SIZE)))
        .extracting(StartedAgainTest::end)
        .anySatisfy(
            e ->
                assertThat(e)
                    .hasMessageContaining(
                        "has kept 0 sums of this run, of which bank-1 was told 3: start it under"
                            + " another name"));
  }

  /** Else whoever loses its notes could be shown another set, and old totals pass for new ones. */
  @Test
  void aPartyThatKeepsNothingOfTheRunOrAnotherRunIsNotInIt() {
    for (byte[] id : new byte[][] {null, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}}) {
      journals.replaceAll(old -> new KeptSums());
      ended(3);
      journals.set(3, new KeptSums());
      journals.get(3).id = id;

      assertThat(end(run(new SumFederation(SIZE)).get(3)))
          .hasMessageContaining(
              "bank-0 keeps 3 sums of another run of this name than bank-3 does: start all under"
                  + " another name");
    }
  }

  /** It would steer what the one puts into the next sum. */
  @Test
  void whoIsToldAnotherPastOpensNothingMore() {
    ended(3);
    journals.get(3).ends.subList(1, 3).clear();
    PastSum true1 = journals.get(0).ends.get(1);
    long[] wrong = true1.total().orElseThrow().clone();
    wrong[0]++;
    journals
        .get(0)
        .ends
        .set(
            1,
            new PastSum(PastSum.End.OPENED, "part-1", 0, true1.left(), WORDS, Optional.of(wrong)));

    List<CompletableFuture<List<Total>>> again = run(new SumFederation(SIZE));

    assertThat(again).extracting(StartedAgainTest::end).doesNotContainNull();
    assertThat(journals.get(1).sums()).isEqualTo(3);
  }

  /** The difference would be the vector of whoever is in one total alone. */
  @Test
  void aSumThatWasBeingOpenedIsOpenedOverNoOthers() {
    ended(2);
    journals.get(2).note(2, new byte[] {0b0111});

    assertThat(run(new SumFederation(SIZE)))
        .extracting(StartedAgainTest::end)
        .anySatisfy(
            e ->
                assertThat(e)
                    .hasMessageContaining("which was opened over [bank-0, bank-1, bank-2] before"));
    assertThat(journals.get(0).sums()).isEqualTo(2);
  }

  @Test
  void whatCannotHaveBeenIsNotBelieved() {
    for (List<PartyId> left : List.of(new SumFederation(SIZE).members, List.<PartyId>of())) {
      journals.replaceAll(old -> new KeptSums());
      ended(0);
      boolean none = left.isEmpty();
      journals
          .get(0)
          .add(
              new PastSum(
                  none ? PastSum.End.OPENED : PastSum.End.UNOPENED,
                  "part-0",
                  0,
                  left,
                  WORDS,
                  none ? Optional.of(plain(0, 0, 1, 2, 3)) : Optional.empty()));

      assertThat(run(new SumFederation(SIZE)))
          .extracting(StartedAgainTest::end)
          .anySatisfy(
              e ->
                  assertThat(e)
                      .hasMessageContaining("tells of sum 0 (part-0) what cannot have been"));
    }
  }

  @Test
  void aSumWithNoiseIsNotOpenedTwice() {
    SumFederation parties = new SumFederation(SIZE);
    journals.get(2).note(0, new byte[] {0b1111});
    List<CompletableFuture<MaskedSum>> opening = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      KeptSums journal = journals.get(i);
      opening.add(
          parties.start(
              parties.members.get(i),
              session ->
                  MaskedSum.open(session, rules(parties, SumRules.ALL_PARTIES), journal, true)));
    }

    assertThat(end(opening.get(2)))
        .hasMessageContaining("must not be opened again with other noise: start it under another")
        .satisfies(
            e ->
                assertThat(FederationException.codeOf((Exception) e))
                    .isEqualTo(ErrorCode.RESOURCE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"purpose", "length", "pieces"})
  void aRunThatDoesSomethingElseNowDoesNotGoOn(String what) {
    SumFederation parties = new SumFederation(SIZE);
    for (KeptSums journal : journals) {
      journal.id = new byte[16];
      journal.add(
          new PastSum(
              what.equals("pieces") ? PastSum.End.IN_PIECES : PastSum.End.UNOPENED,
              what.equals("purpose") ? "part-7" : "part-0",
              0,
              parties.members,
              what.equals("length") ? 8 : WORDS,
              Optional.empty()));
    }

    assertThat(run(parties))
        .extracting(StartedAgainTest::end)
        .anySatisfy(
            e ->
                assertThat(e)
                    .hasMessageContaining(
                        what.equals("pieces")
                            ? "sum 0 (part-0) was too large to be kept"
                            : "data, job or release have changed since"));
  }

  @Test
  void whatAJournalKeepsIsReadAsItWas() {
    List<PartyId> left = List.of(new PartyId("a"), new PartyId("b"));
    PastSum opened =
        new PastSum(
            PastSum.End.OPENED, "p", 2, left, 3, Optional.of(new long[] {1, -2, Long.MIN_VALUE}));
    PastSum read = PastSum.fromBytes(opened.toBytes());
    assertThat(read).usingRecursiveComparison().isEqualTo(opened);
    for (PastSum.End end : List.of(PastSum.End.UNOPENED, PastSum.End.IN_PIECES)) {
      PastSum other = new PastSum(end, "p", 0, left, 3, Optional.<long[]>empty());
      assertThat(PastSum.fromBytes(other.toBytes())).isEqualTo(other);
    }
    DecoderFuzz.run("PastSum", PastSum::fromBytes, opened.toBytes());
  }

  @Test
  void whatIsToldOfAPastSumIsReadStrictly() {
    SumFederation parties = new SumFederation(SIZE);
    SumGroup group = rules(parties, 3).group(parties.session(parties.members.get(0)));
    PastSum past =
        new PastSum(
            PastSum.End.OPENED, "p", 1, parties.members.subList(0, 3), 2, Optional.of(new long[2]));
    byte[] bytes = PastSums.encode(past);

    DecoderFuzz.run("PastSums", b -> PastSums.decode(group, "p", 2, b), bytes);
    assertThat(PastSums.decode(group, "p", 2, bytes).left()).isEqualTo(past.left());
    assertThat(PastSums.decode(group, "p", 2, bytes).attempt()).isEqualTo(1);
    IntStream.range(0, bytes.length)
        .forEach(
            length ->
                assertThatThrownBy(
                        () -> PastSums.decode(group, "p", 2, Arrays.copyOf(bytes, length)))
                    .isInstanceOf(RuntimeException.class));
    for (PastSum bad :
        List.of(
            new PastSum(
                PastSum.End.UNOPENED,
                "p",
                0,
                List.of(parties.members.get(1), parties.members.get(1)),
                2,
                Optional.<long[]>empty()),
            new PastSum(
                PastSum.End.UNOPENED,
                "p",
                0,
                List.of(SumFederation.HELPER),
                2,
                Optional.empty()))) {
      assertThatThrownBy(() -> PastSums.decode(group, "p", 2, PastSums.encode(bad)))
          .isInstanceOf(MalformedMessageException.class);
    }
  }
}
