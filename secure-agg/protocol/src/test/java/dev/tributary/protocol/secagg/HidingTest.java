package dev.tributary.protocol.secagg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.crypto.prg.WordMask;
import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.shamir.InconsistentSharesException;
import dev.tributary.crypto.shamir.ShamirSharing;
import dev.tributary.crypto.shamir.Share;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/**
 * A game of the summing party, alone and with fewer members than the threshold: whatever it takes
 * away of the masks that it knows, what is left of another's vector are uniform bytes. The same
 * distinguisher wins against designs that reuse a mask, reveal pair keys or open both kinds of
 * shares.
 */
class HidingTest {
  private static final int SIZE = 5;
  private static final int WORDS = 1 << 13;
  private static final IntPredicate HONEST = i -> i > 1;

  private final Parties parties = new Parties(SIZE, 3);
  private final long[][] vectors = new long[SIZE][WORDS];
  private MemberRound lateRound;

  HidingTest() {
    for (int i = 0; i < SIZE; i++) {
      int place = i;
      Arrays.setAll(vectors[i], word -> 1000L * place + word % 7);
    }
  }

  @Test
  void aMaskedVectorIsUniform() {
    Course course = whole(0, i -> true);
    for (int i = 0; i < SIZE; i++) {
      assertThat(uniform(course.masked[i])).isTrue();
      assertThat(uniform(vectors[i])).isFalse();
    }
  }

  @Test
  void aCoalitionBelowTheThresholdSeesUniformVectors() {
    Course course = whole(0, i -> true);
    for (int i = 2; i < SIZE; i++) {
      long[] view = withoutSelfMask(course, course.masked[i], i);
      assertThat(uniform(view)).isTrue();
      assertThat(uniform(withoutPairMasks(course, view, i, HONEST.negate()))).isTrue();
      assertThat(uniform(withoutPairMasks(course, course.masked[i], i, j -> true))).isTrue();
    }
  }

  /** Among the honest only their sum is left, which the total gives away anyhow. */
  @Test
  void theCoalitionSeesTheSumOfTheOthers() {
    Course course = whole(0, i -> true);
    long[] sum = new long[WORDS];
    for (int i = 2; i < SIZE; i++) {
      long[] view =
          withoutPairMasks(
              course, withoutSelfMask(course, course.masked[i], i), i, HONEST.negate());
      Arrays.setAll(sum, word -> sum[word] + view[word]);
    }
    assertThat(sum).isEqualTo(Course.plain(vectors, HONEST));
  }

  /** The vector of one who was said to be lost arrives after all. */
  @Test
  void aLateVectorIsUniform() throws Exception {
    Course course = whole(0, i -> i != 4);
    long[] late = late(course, 4);
    long[] view = withoutPairMasks(course, late, 4, j -> true);
    for (int survivor = 0; survivor < 4; survivor++) {
      assertThat(course.answers[survivor].values()[4])
          .isEqualTo(parties.members.get(4).pair(survivor).seed(course.round, all()));
    }
    assertThat(uniform(view)).isTrue();
    // The coalition's two shares of the self-mask, as if the threshold were two.
    byte[] guess =
        new ShamirSharing(2, SIZE)
            .reconstruct(List.of(held(course, 0, 4), held(course, 1, 4)))
            .reveal();
    assertThat(uniform(without(view, guess))).isTrue();
  }

  @Test
  void openingBothKindsOfSharesIsToldApart() throws Exception {
    Course course = whole(0, i -> i != 4);
    long[] view = withoutPairMasks(course, late(course, 4), 4, j -> true);
    byte[] seed =
        new ShamirSharing(3, SIZE)
            .reconstruct(List.of(held(course, 0, 4), held(course, 1, 4), held(course, 2, 4)))
            .reveal();
    assertThat(uniform(without(view, seed))).isFalse();
    assertThat(without(view, seed)).isEqualTo(vectors[4]);
  }

  @Test
  void aMaskThatIsUsedTwiceIsToldApart() {
    Course first = new Course(parties, Parties.round(0, WORDS));
    first.share(i -> true);
    VectorMask mask = first.present.get(2).mask();
    long[] once = vectors[2].clone();
    long[] twice = vectors[3].clone();
    mask.addTo(once, 0, WORDS, 0);
    mask.addTo(twice, 0, WORDS, 0);
    assertThat(uniform(once) && uniform(twice)).isTrue();
    assertThat(uniform(difference(once, twice))).isFalse();
  }

  @Test
  void everyAttemptAndSumHasFreshMasks() {
    Course first = whole(1, i -> true);
    Course second = whole(2, i -> true);
    Course attempt = whole(new SumRound(2, 1, "test", WORDS), i -> true);
    for (int i = 0; i < SIZE; i++) {
      assertThat(uniform(difference(first.masked[i], second.masked[i]))).isTrue();
      assertThat(uniform(difference(second.masked[i], attempt.masked[i]))).isTrue();
      // Also where the self-masks are opened, and the pair masks alone are left.
      assertThat(
              uniform(
                  difference(
                      withoutSelfMask(first, first.masked[i], i),
                      withoutSelfMask(second, second.masked[i], i))))
          .isTrue();
    }
  }

  /** So that members who were told different sets have masks that do not cancel. */
  @Test
  void pairMasksAreOfTheSharers() {
    PairKey pair = parties.members.get(0).pair(1);
    SumRound round = Parties.round(0, WORDS);
    assertThat(pair.seed(round, all()))
        .isNotEqualTo(pair.seed(round, MemberSet.where(SIZE, i -> i < 4)));
    assertThat(pair.seed(round, all()))
        .isEqualTo(parties.members.get(1).pair(0).seed(round, all()));
    assertThat(pair.seed(round, all()))
        .isNotEqualTo(pair.seed(new SumRound(0, 0, "other", WORDS), all()));
    assertThat(pair.seed(round, all()))
        .isNotEqualTo(pair.seed(new SumRound(0, 0, "test", WORDS, "told other totals"), all()));
  }

  /** What a drop-out of one round costs in the next one, by what the others revealed for it. */
  @Test
  void aRevealedPairKeyIsToldApartAndARoundsSeedsAreNot() {
    Course lost = whole(0, i -> i != 4);
    Course next = whole(1, i -> true);
    long[] view = withoutSelfMask(next, next.masked[4], 4);

    long[] bySeeds = view;
    for (int j = 0; j < 4; j++) {
      bySeeds = without(bySeeds, lost.answers[j].values()[4], j > 4);
    }
    assertThat(uniform(bySeeds)).isTrue();

    assertThat(uniform(withoutPairMasks(next, view, 4, j -> true))).isFalse();
  }

  private Course whole(int sum, IntPredicate masks) {
    return whole(Parties.round(sum, WORDS), masks);
  }

  private Course whole(SumRound round, IntPredicate masks) {
    Course course = new Course(parties, round);
    course.share(i -> true);
    if (!masks.test(4)) {
      lateRound = course.present.get(4);
    }
    course.mask(vectors, masks);
    course.sign(i -> true);
    course.reveal(i -> true);
    assertThat(course.total()).isEqualTo(Course.plain(vectors, masks));
    return course;
  }

  private long[] late(Course course, int member) {
    assertThat(course.masked[member]).isNull();
    long[] late = vectors[member].clone();
    lateRound.mask().addTo(late, 0, WORDS, 0);
    return late;
  }

  /** The share of a dealer's self-mask that a holder got. */
  private Share held(Course course, int holder, int dealer) throws Exception {
    byte[] share =
        parties
            .members
            .get(holder)
            .pair(dealer)
            .open(course.round, course.bundles[holder].sealed()[dealer]);
    return new Share(holder + 1, SecretBytes.copyOf(share));
  }

  private long[] withoutSelfMask(Course course, long[] masked, int member) {
    List<Share> shares = new ArrayList<>();
    for (int holder = 0; holder < SIZE; holder++) {
      shares.add(
          new Share(holder + 1, SecretBytes.copyOf(course.answers[holder].values()[member])));
    }
    try {
      return without(masked, new ShamirSharing(3, SIZE).reconstruct(shares).reveal());
    } catch (InconsistentSharesException e) {
      throw new AssertionError(e);
    }
  }

  /** Takes away the pair masks with those who tell the attacker their pair keys. */
  private long[] withoutPairMasks(Course course, long[] masked, int member, IntPredicate tells) {
    long[] view = masked;
    for (int peer = 0; peer < SIZE; peer++) {
      if (peer != member && tells.test(peer)) {
        byte[] seed = parties.members.get(peer).pair(member).seed(course.round, all());
        view = without(view, seed, member < peer);
      }
    }
    return view;
  }

  private static MemberSet all() {
    return MemberSet.where(SIZE, i -> true);
  }

  private static long[] without(long[] masked, byte[] seed) {
    return without(masked, seed, true);
  }

  private static long[] without(long[] masked, byte[] seed, boolean added) {
    long[] view = masked.clone();
    if (added) {
      new WordMask().subtract(seed, view, 0, WORDS, 0);
    } else {
      new WordMask().add(seed, view, 0, WORDS, 0);
    }
    return view;
  }

  private static long[] difference(long[] a, long[] b) {
    long[] difference = new long[WORDS];
    Arrays.setAll(difference, word -> a[word] - b[word]);
    return difference;
  }

  /**
   * Chi-square of 65,536 bytes with 255 degrees of freedom: mean 255, deviation sqrt(510). Uniform
   * bytes are above 7 deviations (413) with a probability of about 1e-9, so that the hundred
   * verdicts here are wrong once in 10^7 runs.
   */
  private static boolean uniform(long[] words) {
    int[] counts = new int[256];
    for (long word : words) {
      for (int at = 0; at < 64; at += 8) {
        counts[(int) (word >>> at) & 0xff]++;
      }
    }
    double expected = words.length * 8 / 256.0;
    double chi =
        Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
    return chi < 255 + 7 * Math.sqrt(510);
  }
}
