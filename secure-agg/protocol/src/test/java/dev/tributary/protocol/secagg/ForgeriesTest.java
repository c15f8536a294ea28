package dev.tributary.protocol.secagg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Shares, signatures and answers that are forged, replayed or out of turn. */
class ForgeriesTest {
  private static final int SIZE = 4;

  private final Parties parties = new Parties(SIZE, 3);
  private final long[][] vectors = TotalsTest.vectors(new Random(4), SIZE, 4);

  private Course dealt(int sum) {
    Course course = new Course(parties, Parties.round(sum, 4));
    for (int i = 0; i < SIZE; i++) {
      course.present.put(i, parties.members.get(i).begin(course.round));
      course.summing.receiveShares(parties.name(i), course.present.get(i).shares());
    }
    return course;
  }

  @Test
  void aShareIsOfItsDealerHolderAndRound() {
    ShareBundle old = dealt(0).bundle(0);
    Course course = dealt(1);
    ShareBundle foreign = course.bundle(2);
    refusedShare(1, share -> old.sealed()[1]);
    refusedShare(2, share -> foreign.sealed()[1]);
    refusedShare(3, share -> flipped(share, 40));
    refusedShare(4, share -> Arrays.copyOf(share, share.length - 1));
    refusedShare(5, share -> new byte[0]);
  }

  private void refusedShare(int sum, UnaryOperator<byte[]> forge) {
    Course course = dealt(sum + 10);
    ShareBundle bundle = course.bundle(0);
    bundle.sealed()[1] = forge.apply(bundle.sealed()[1]);
    refused(() -> course.present.get(0).receive(bundle), "party-1", "is no share for this party");
  }

  @Test
  void aSealIsOfItsRoundDirectionAndPair() throws Exception {
    PairKey there = parties.members.get(0).pair(1);
    SumRound round = Parties.round(0, 4);
    byte[] sealed = there.seal(round, new byte[32]);
    assertThat(parties.members.get(1).pair(0).open(round, sealed)).isEqualTo(new byte[32]);
    assertThat(there).hasToString("PairKey");
    for (PairKey other : new PairKey[] {there, parties.members.get(2).pair(0)}) {
      assertThatThrownBy(() -> other.open(round, sealed)).isInstanceOf(IOException.class);
    }
    for (SumRound other :
        new SumRound[] {new SumRound(0, 1, "test", 4), new SumRound(0, 0, "test", 4, "other")}) {
      assertThatThrownBy(() -> parties.members.get(1).pair(0).open(other, sealed))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aShareIsWhatItsDealerCommittedTo() {
    Course course = dealt(0);
    ShareBundle bundle = course.bundle(0);
    bundle.commitments()[2] = flipped(bundle.commitments()[2], 0);
    refused(() -> course.present.get(0).receive(bundle), "party-2", "is no share for this party");
  }

  @Test
  void anotherPurposeOrLengthIsNoticedAtOnce() {
    for (SumRound other :
        new SumRound[] {
          new SumRound(1, 0, "other", 4),
          new SumRound(1, 0, "test", 5),
          new SumRound(2, 0, "test", 4),
          new SumRound(1, 1, "test", 4),
          new SumRound(1, 0, "test", 4, "other")
        }) {
      Parties fresh = new Parties(SIZE, 3);
      SummingRound summing = new SummingRound(fresh.keys(), Parties.round(1, 4));
      SealedShares shares = fresh.members.get(1).begin(other).shares();
      refused(() -> summing.receiveShares(fresh.name(1), shares), "party-1", "sums something else");
    }
  }

  @Test
  void aRevealedShareIsTheOneThatWasDealt() {
    Course before = new Course(parties, Parties.round(0, 4));
    before.share(i -> true);
    before.mask(vectors, i -> true);
    before.sign(i -> true);
    before.reveal(i -> true);

    Course course = new Course(parties, Parties.round(1, 4));
    course.share(i -> true);
    course.mask(vectors, i -> i != 3);
    course.sign(i -> true);
    SignatureList list = course.summing.signatures();
    Unmasking answer = course.present.get(1).reveal(list);
    refused(
        () -> course.summing.receiveUnmasking(parties.name(1), before.answers[1]),
        "party-1",
        "reveals a share that party-0 did not deal");
    byte[][] forged = answer.values().clone();
    forged[2] = flipped(forged[2], 31);
    refused(
        () -> course.summing.receiveUnmasking(parties.name(1), new Unmasking(forged)),
        "party-1",
        "reveals a share that party-2 did not deal");
    refused(
        () -> course.summing.receiveUnmasking(parties.name(0), answer),
        "party-0",
        "reveals a share that party-0 did not deal");
    course.summing.receiveUnmasking(parties.name(1), answer);
    for (int i : new int[] {0, 2}) {
      course.summing.receiveUnmasking(parties.name(i), course.present.get(i).reveal(list));
    }
    assertThat(course.total()).isEqualTo(Course.plain(vectors, i -> i != 3));
  }

  /** Each share holds by itself, but they are not of one polynomial. */
  @Test
  void sharesOfNoSeedAreTheDealersFault() {
    Course course = new Course(parties, Parties.round(0, 4));
    SumMember dealer = parties.members.get(0);
    for (int i = 0; i < SIZE; i++) {
      course.present.put(i, parties.members.get(i).begin(course.round));
      SealedShares shares = course.present.get(i).shares();
      if (i == 0) {
        byte[] share = new byte[32];
        new SecureRandom().nextBytes(share);
        shares.sealed()[3] = dealer.pair(3).seal(course.round, share);
        shares.commitments()[3] = ShareCommitment.of(shares.round(), 0, 3, share);
      }
      course.summing.receiveShares(parties.name(i), shares);
    }
    course.present.forEach((i, member) -> member.receive(course.bundle(i)));
    course.mask(vectors, i -> true);
    course.sign(i -> true);
    course.reveal(i -> true);
    refused(course::total, "party-0", "dealt shares");
  }

  @Test
  void aSignatureIsOfItsSenderAndList() {
    Course course = new Course(parties, Parties.round(0, 4));
    course.share(i -> true);
    course.mask(vectors, i -> true);
    MemberSet survivors = course.summing.survivors();
    byte[] signature = course.present.get(0).sign(survivors);
    byte[] other = course.present.get(1).sign(MemberSet.where(SIZE, i -> i < 3));
    refused(
        () -> course.summing.receiveSignature(parties.name(1), other),
        "party-1",
        "signed another list");
    refused(
        () -> course.summing.receiveSignature(parties.name(2), signature),
        "party-2",
        "signed another list");
    course.summing.receiveSignature(parties.name(0), signature);
  }

  @Test
  void stepsHaveTheirTurnOnce() {
    Course course = dealt(0);
    outOfTurn(() -> course.summing.receiveShares(parties.name(0), null));
    outOfTurn(() -> course.summing.receiveVector(parties.name(0)));
    outOfTurn(() -> course.present.get(0).shares());
    outOfTurn(() -> course.present.get(0).mask());
    course.present.forEach((i, member) -> member.receive(course.bundle(i)));
    outOfTurn(() -> course.present.get(0).receive(course.bundle(0)));
    outOfTurn(() -> course.summing.receiveShares(parties.name(0), null));
    outOfTurn(() -> course.present.get(0).sign(course.summing.sharers()));
    course.mask(vectors, i -> true);
    outOfTurn(() -> course.present.get(0).mask());
    outOfTurn(() -> course.summing.receiveVector(parties.name(0)));
    outOfTurn(() -> course.summing.receiveSignature(parties.name(0), null));
    course.summing.survivors();
    outOfTurn(() -> course.bundle(0));
    outOfTurn(() -> course.present.get(0).reveal(null));
    course.sign(i -> i != 3);
    outOfTurn(() -> course.summing.receiveUnmasking(parties.name(0), null));
    outOfTurn(course.summing::opening);
    course.reveal(i -> true);
    outOfTurn(() -> course.summing.receiveSignature(parties.name(3), null));
    outOfTurn(() -> course.summing.receiveUnmasking(parties.name(3), null));
    outOfTurn(() -> course.summing.receiveUnmasking(parties.name(0), course.answers[0]));
    course.total();
    outOfTurn(course.summing::opening);
  }

  @Test
  void strangersHaveNoPlace() {
    SummingRound summing = new SummingRound(parties.keys(), Parties.round(0, 4));
    assertThatThrownBy(() -> summing.receiveShares(parties.group.summing(), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("member must be one of");
  }

  private static void outOfTurn(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalStateException.class);
  }

  private static void refused(ThrowingCallable call, String party, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER))
        .hasMessageStartingWith(party + ": ")
        .hasMessageContaining(words);
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= 1;
    return changed;
  }
}
