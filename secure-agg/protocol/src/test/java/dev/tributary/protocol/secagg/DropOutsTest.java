package dev.tributary.protocol.secagg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.secagg.Parties.Leaves;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Five parties that leave at any step, alone and together. */
class DropOutsTest {
  private static final int SIZE = 5;
  private static final int WORDS = 3;
  private static final Leaves[] AFTER_SHARING = {
    Leaves.NEVER, Leaves.BEFORE_MASKING, Leaves.AFTER_MASKING, Leaves.WHILE_OPENING
  };
  private static final Leaves[] BEFORE = {
    Leaves.NEVER, Leaves.BEFORE_SHARING, Leaves.BEFORE_MASKING
  };

  private final long[][] vectors = TotalsTest.vectors(new Random(4), SIZE, WORDS);
  private int sum;
  private int totals;

  @Test
  void everyPatternAfterSharingEndsInTheSumOfTheSurvivorsOrAnError() {
    Parties parties = new Parties(SIZE, 3);
    play(parties, 3, AFTER_SHARING);
    // Of 1,024: nobody lost before masking and at most two later, in two ways each (1 + 10 + 40),
    // or one or two lost before masking and nobody later (5 + 10).
    assertThat(totals).isEqualTo(51 + 15);
  }

  @Test
  void everyPatternBeforeMaskingToo() {
    play(new Parties(SIZE, 4), 4, BEFORE);
    assertThat(totals).isEqualTo(1 + 5 + 5);
  }

  private void play(Parties parties, int threshold, Leaves[] ways) {
    int patterns = (int) Math.pow(ways.length, SIZE);
    for (int pattern = 0; pattern < patterns; pattern++) {
      Leaves[] leaves = new Leaves[SIZE];
      for (int i = 0, rest = pattern; i < SIZE; i++, rest /= ways.length) {
        leaves[i] = ways[rest % ways.length];
      }
      play(parties, threshold, leaves, Parties.round(sum++, WORDS));
    }
  }

  private void play(Parties parties, int threshold, Leaves[] leaves, SumRound round) {
    long sharers = count(leaves, Leaves.BEFORE_SHARING);
    long survivors = sharers - SIZE + count(leaves, Leaves.BEFORE_MASKING);
    long answers =
        survivors
            - 2 * SIZE
            + count(leaves, Leaves.AFTER_MASKING)
            + count(leaves, Leaves.WHILE_OPENING);
    boolean opens = answers >= threshold && (sharers == survivors || answers == survivors);
    if (opens) {
      totals++;
      assertThat(parties.total(round, vectors, leaves))
          .isEqualTo(
              Course.plain(
                  vectors,
                  i -> leaves[i] != Leaves.BEFORE_SHARING && leaves[i] != Leaves.BEFORE_MASKING));
    } else {
      assertThatThrownBy(() -> parties.total(round, vectors, leaves))
          .as(Arrays.toString(leaves))
          .isInstanceOfSatisfying(
              FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER));
    }
  }

  /** How many do not leave in this way. */
  private static long count(Leaves[] leaves, Leaves way) {
    return Arrays.stream(leaves).filter(l -> l != way).count();
  }

  @Test
  void errorsNameWhoIsMissing() {
    Parties parties = new Parties(SIZE, 4);
    assertThatThrownBy(
            () ->
                parties.total(
                    Parties.round(0, WORDS),
                    vectors,
                    Leaves.NEVER,
                    Leaves.BEFORE_SHARING,
                    Leaves.NEVER,
                    Leaves.BEFORE_SHARING))
        .hasMessageContaining("party-1: too few parties are left")
        .hasMessageContaining("3 of 5")
        .hasMessageContaining("[party-1, party-3]");
    assertThatThrownBy(
            () ->
                parties.total(
                    Parties.round(1, WORDS), vectors, Leaves.BEFORE_MASKING, Leaves.WHILE_OPENING))
        .hasMessageContaining("too few");
    Parties three = new Parties(SIZE, 3);
    assertThatThrownBy(
            () ->
                three.total(
                    Parties.round(0, WORDS), vectors, Leaves.BEFORE_MASKING, Leaves.WHILE_OPENING))
        .hasMessageContaining("party-1: left while")
        .hasMessageContaining("[party-0]");
  }

  /** Nothing was revealed, so the sum may be attempted again over those who are left. */
  @Test
  void whoLeavesBeforeAnythingIsRevealedCostsAnAttempt() {
    Parties parties = new Parties(SIZE, 3);
    assertThatThrownBy(
            () ->
                parties.total(
                    new SumRound(0, 0, "test", WORDS),
                    vectors,
                    Leaves.BEFORE_MASKING,
                    Leaves.AFTER_MASKING))
        .hasMessageContaining("left while");
    assertThat(
            parties.total(
                new SumRound(0, 1, "test", WORDS),
                vectors,
                Leaves.BEFORE_SHARING,
                Leaves.BEFORE_SHARING))
        .isEqualTo(Course.plain(vectors, i -> i > 1));
  }

  /** The sum over all five minus that over four would be the vector of the fifth. */
  @Test
  void theSameInputsAreNotOpenedOverAnotherSet() {
    Parties parties = new Parties(SIZE, 3);
    assertThatThrownBy(
            () ->
                parties.total(
                    new SumRound(7, 0, "test", WORDS),
                    vectors,
                    Leaves.BEFORE_MASKING,
                    Leaves.WHILE_OPENING))
        .hasMessageContaining("left while");
    assertThatThrownBy(
            () ->
                parties.total(
                    new SumRound(7, 1, "test", WORDS),
                    vectors,
                    Leaves.BEFORE_MASKING,
                    Leaves.BEFORE_MASKING))
        .hasMessageContaining("adder: asks to open sum 7")
        .hasMessageContaining("was opened over [party-1, party-2, party-3, party-4] before");
    assertThat(parties.total(new SumRound(7, 2, "test", WORDS), vectors, Leaves.BEFORE_MASKING))
        .isEqualTo(Course.plain(vectors, i -> i > 0));
    assertThat(parties.total(Parties.round(8, WORDS), vectors))
        .isEqualTo(Course.plain(vectors, i -> true));
  }

  /** Three could open a total, and the job wants one of four at least. */
  @Test
  void fewerThanTheJobsFewestPartiesMakeNoTotal() {
    SumGroup three = Parties.group(SIZE, 3);
    SumGroup four =
        new SumGroup(three.run(), 0, three.members(), three.summing(), three.threshold(), 4);
    Parties parties = new Parties(four);
    Leaves out = Leaves.BEFORE_MASKING;
    assertThat(parties.total(Parties.round(0, WORDS), vectors, out))
        .isEqualTo(Course.plain(vectors, i -> i > 0));
    assertThatThrownBy(() -> parties.total(Parties.round(1, WORDS), vectors, out, out))
        .hasMessageContaining("3 of 5 where the job asks for 4; missing are [party-0, party-1]");
    // Nor does a member sign for fewer, whatever the summing party says.
    Course course = new Course(parties, Parties.round(2, WORDS));
    course.share(i -> true);
    course.mask(vectors, i -> true);
    assertThatThrownBy(() -> course.present.get(0).sign(MemberSet.where(SIZE, i -> i < 3)))
        .hasMessageContaining("goes on with 3 of 5 parties")
        .hasMessageContaining("where the job asks for 4");
    // Once its vector is in, a member need not stay for the threshold to open the total.
    assertThat(
            parties.total(
                Parties.round(3, WORDS), vectors, Leaves.AFTER_MASKING, Leaves.WHILE_OPENING))
        .isEqualTo(Course.plain(vectors, i -> true));
    assertThatThrownBy(() -> new SumGroup(four.run(), 0, four.members(), four.summing(), 3, 2))
        .hasMessageContaining("fewest parties of a total must be the threshold, 3, to 5");
    assertThat(three.goesOn()).isTrue();
    assertThat(new SumGroup(four.run(), 0, four.members(), four.summing(), 3, 5).goesOn())
        .isFalse();
  }

  @Test
  void roundsGoUpwards() {
    Parties parties = new Parties(2, 2);
    SumMember member = parties.members.get(0);
    member.begin(new SumRound(3, 1, "test", WORDS));
    for (SumRound before :
        new SumRound[] {
          new SumRound(3, 1, "test", WORDS),
          new SumRound(3, 0, "test", WORDS),
          new SumRound(2, 5, "test", WORDS),
          new SumRound(3, 2, "other", WORDS),
          new SumRound(3, 2, "test", WORDS + 1),
          new SumRound(3, 2, "test", WORDS, "told other totals")
        }) {
      assertThatThrownBy(() -> member.begin(before)).isInstanceOf(IllegalArgumentException.class);
    }
    member.begin(new SumRound(3, 2, "test", WORDS));
    member.begin(new SumRound(4, 0, "other", 1));
  }

  /** A round that was begun before a later attempt stays closed. */
  @Test
  void anEarlierAttemptCannotBeOpenedAnyMore() {
    Parties parties = new Parties(2, 2);
    Course course = new Course(parties, Parties.round(0, WORDS));
    course.share(i -> true);
    course.mask(vectors, i -> true);
    course.sign(i -> true);
    parties.members.get(0).begin(new SumRound(0, 1, "test", WORDS));
    assertThatThrownBy(() -> course.reveal(i -> true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is over");
  }
}
