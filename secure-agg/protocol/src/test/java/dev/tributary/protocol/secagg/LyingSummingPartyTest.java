package dev.tributary.protocol.secagg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A summing party that says different things to different members, or what is not so. */
class LyingSummingPartyTest {
  private static final int SIZE = 5;
  private static final int THRESHOLD = 3;
  private static final MemberSet ALL = MemberSet.where(SIZE, i -> true);

  private final Parties parties = new Parties(SIZE, THRESHOLD);
  private final long[][] vectors = TotalsTest.vectors(new Random(4), SIZE, 4);

  private Course masked(int sum) {
    Course course = new Course(parties, Parties.round(sum, 4));
    course.share(i -> true);
    course.mask(vectors, i -> true);
    return course;
  }

  @Test
  void twoSurvivorListsAreNoticedBeforeAnythingIsRevealed() {
    Course course = masked(0);
    MemberSet without = MemberSet.where(SIZE, i -> i != 4);
    byte[][] signatures = signatures(course, i -> i == 3 ? without : ALL);
    for (int member = 0; member < SIZE; member++) {
      MemberRound asked = course.present.get(member);
      refused(
          () -> asked.reveal(new SignatureList(signatures)),
          member == 3 ? "a signature of party-0" : "a signature of party-3");
    }
  }

  @Test
  void aListThatOneMemberWasShownIsNotEnough() {
    Course course = masked(0);
    MemberSet without = MemberSet.where(SIZE, i -> i != 4);
    byte[][] signatures = signatures(course, i -> i == 3 ? without : ALL);
    SignatureList alone = list(signatures, 3);
    refused(
        () -> course.present.get(3).reveal(alone),
        "shows 1 signatures of the survivors of sum 0 (test, 4 words), attempt 0 where the job"
            + " asks for 3");
    assertThat(course.present.get(0).reveal(list(signatures, 0, 1, 2)).values())
        .hasDimensions(SIZE, 32);
  }

  @Test
  void twoSetsOfSharersAreNoticedToo() {
    // One member is told that another does not share.
    Course course = new Course(parties, Parties.round(0, 4));
    for (int i = 0; i < SIZE; i++) {
      course.present.put(i, parties.members.get(i).begin(course.round));
      course.summing.receiveShares(parties.name(i), course.present.get(i).shares());
    }
    for (int i = 0; i < SIZE; i++) {
      ShareBundle bundle = course.bundle(i);
      course.present.get(i).receive(i == 0 ? without(bundle, 4) : bundle);
    }
    course.mask(vectors, i -> true);
    MemberSet survivors = MemberSet.where(SIZE, i -> i < 4);
    byte[][] signatures = new byte[SIZE][0];
    for (int i = 0; i < 4; i++) {
      signatures[i] = course.present.get(i).sign(survivors);
    }
    refused(
        () -> course.present.get(0).reveal(new SignatureList(signatures)), "signature of party-1");
    refused(
        () -> course.present.get(1).reveal(new SignatureList(signatures)), "signature of party-0");
  }

  private static ShareBundle without(ShareBundle bundle, int member) {
    byte[][] sealed = bundle.sealed().clone();
    byte[][] commitments = bundle.commitments().clone();
    sealed[member] = new byte[0];
    commitments[member] = new byte[0];
    return new ShareBundle(MemberSet.where(SIZE, i -> i != member), sealed, commitments);
  }

  @Test
  void aSurvivorThatIsClaimedLostSaysSo() {
    Course course = masked(0);
    refused(
        () -> course.present.get(4).sign(MemberSet.where(SIZE, i -> i != 4)),
        "where party-4 takes part and has sent its vector");
  }

  /** One answer a round, so never both kinds for one party. */
  @Test
  void nobodyAnswersTwice() {
    Course course = masked(0);
    MemberSet without = MemberSet.where(SIZE, i -> i != 4);
    byte[][] signatures = signatures(course, i -> without);
    SignatureList list = new SignatureList(signatures);
    Unmasking answer = course.present.get(0).reveal(list);
    assertThat(answer.values()[4])
        .isEqualTo(parties.members.get(0).pair(4).seed(course.round, ALL));
    assertThatThrownBy(() -> course.present.get(0).reveal(list))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> course.present.get(0).sign(ALL))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void tooFewAreRefusedAtEveryStep() {
    Course course = new Course(parties, Parties.round(0, 4));
    for (int i = 0; i < SIZE; i++) {
      course.present.put(i, parties.members.get(i).begin(course.round));
      course.summing.receiveShares(parties.name(i), course.present.get(i).shares());
    }
    ShareBundle bundle = course.bundle(0);
    for (int lost = 2; lost < SIZE; lost++) {
      bundle = without(bundle, lost);
    }
    ShareBundle two =
        new ShareBundle(MemberSet.where(SIZE, i -> i < 2), bundle.sealed(), bundle.commitments());
    refused(() -> course.present.get(0).receive(two), "goes on with 2 of 5 parties");
    ShareBundle leftOut = without(course.bundle(1), 1);
    refused(() -> course.present.get(1).receive(leftOut), "leaves this party out");

    Course second = masked(1);
    refused(
        () -> second.present.get(0).sign(MemberSet.where(SIZE, i -> i < 2)),
        "goes on with 2 of 5 parties");
    byte[][] signatures = new byte[SIZE][0];
    for (int i = 1; i < SIZE; i++) {
      signatures[i] = second.present.get(i).sign(ALL);
    }
    refused(() -> second.present.get(1).reveal(list(signatures, 1, 2)), "shows 2 signatures");
  }

  @Test
  void survivorsAreAmongTheSharers() {
    Course course = new Course(parties, Parties.round(0, 4));
    course.share(i -> i != 4);
    course.mask(vectors, i -> true);
    refused(() -> course.present.get(0).sign(ALL), "counts [party-0");
  }

  @Test
  void signaturesOfAnotherRoundOrOfWhoDroppedOutAreRefused() {
    Course first = masked(0);
    byte[][] old = signatures(first, i -> ALL);
    Course second = masked(1);
    byte[][] signatures = signatures(second, i -> ALL);
    signatures[2] = old[2];
    refused(
        () -> second.present.get(0).reveal(new SignatureList(signatures)), "signature of party-2");

    Course third = masked(2);
    MemberSet without = MemberSet.where(SIZE, i -> i != 4);
    byte[][] four = new byte[SIZE][0];
    for (int i = 0; i < 4; i++) {
      four[i] = third.present.get(i).sign(without);
    }
    four[4] =
        parties
            .members
            .get(4)
            .announcements()
            .sign(parties.members.get(4).signing(), third.round, ALL, without);
    refused(() -> third.present.get(0).reveal(new SignatureList(four)), "signature of party-4");
  }

  private byte[][] signatures(Course course, IntFunction<MemberSet> shown) {
    byte[][] signatures = new byte[SIZE][];
    for (int i = 0; i < SIZE; i++) {
      MemberSet list = shown.apply(i);
      signatures[i] = list.contains(i) ? course.present.get(i).sign(list) : new byte[0];
    }
    return signatures;
  }

  private static SignatureList list(byte[][] signatures, Integer... of) {
    byte[][] some = new byte[SIZE][0];
    List<Integer> chosen = Arrays.asList(of);
    chosen.forEach(i -> some[i] = signatures[i]);
    return new SignatureList(some);
  }

  private static void refused(ThrowingCallable call, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER))
        .hasMessageStartingWith("adder: ")
        .hasMessageContaining(words);
  }
}
