package dev.tributary.fl.horizontal.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.SecureSource;
import dev.tributary.crypto.random.StreamSource;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoisySumTest {
  private static final int WORDS = 20_000;

  /** Notes what a party puts in, as the party itself could. */
  private static final class Noted implements SecureSum {
    private final List<PartyId> parties;
    private long[] put;

    Noted(int parties) {
      List<PartyId> all = new ArrayList<>();
      for (int i = 0; i < parties; i++) {
        all.add(new PartyId("party-" + i));
      }
      this.parties = all;
    }

    @Override
    public Total total(String purpose, long[] words) {
      put = words;
      return new Total(words, parties);
    }

    @Override
    public Optional<Total> totalAmong(List<PartyId> among, String purpose, long[] words) {
      return Optional.of(total(purpose, words));
    }

    @Override
    public void close() {}
  }

  private static SecureSource source(int party) {
    byte[] seed = new byte[StreamSource.SEED_BYTES];
    seed[0] = (byte) party;
    return new StreamSource(SecretBytes.copyOf(seed));
  }

  private static PrivacyPlan plan(int parties, int colluding, int times) {
    return new PrivacyPlan(
        new PrivacyBudget(1, 1e-5),
        new NoiseShares(parties, colluding),
        List.of(new Release("counts", times, WORDS, 1000, 1)));
  }

  /**
   * The total less what the colluding parties put in, themselves and their noise, still has the
   * variance that the budget asks for, and with one more of them it would not.
   */
  @ParameterizedTest
  @CsvSource({"2,1", "3,1", "3,2", "5,2", "7,4"})
  void colludersCannotTakeTheNoiseAway(int parties, int colluding) {
    PrivacyPlan plan = plan(parties, colluding, 1);
    long[] own = new long[WORDS];
    long[] total = new long[WORDS];
    long[] known = new long[WORDS];
    long[] knownToOneMore = new long[WORDS];
    for (int i = 0; i < parties; i++) {
      Noted noted = new Noted(parties);
      for (int w = 0; w < WORDS; w++) {
        own[w] = w % 7L + i;
      }
      new NoisySum(noted, plan, source(i)).total("counts", own);
      for (int w = 0; w < WORDS; w++) {
        total[w] += noted.put[w] - own[w];
        known[w] += i < colluding ? noted.put[w] - own[w] : 0;
        knownToOneMore[w] += i <= colluding ? noted.put[w] - own[w] : 0;
      }
    }
    double rho = new PrivacyBudget(1, 1e-5).rho();
    double due = 1000.0 * 1000.0 / (2 * rho);
    // Six deviations of a variance of so many draws.
    double tolerance = 6 * Math.sqrt(2.0 / WORDS) * due;
    assertThat(variance(total, known)).isCloseTo(due, within(tolerance));
    assertThat(variance(total, knownToOneMore)).isLessThan(due - tolerance);
  }

  private static double variance(long[] total, long[] known) {
    double squares = 0;
    for (int w = 0; w < total.length; w++) {
      double left = total[w] - known[w];
      squares += left * left;
    }
    return squares / total.length;
  }

  @Test
  void everyPartyGetsTheSameNoisyTotal() {
    List<PartyId> three = List.of(new PartyId("a"), new PartyId("b"), new PartyId("c"));
    List<PlainSum> sums = PlainSum.among(three);
    long[] own = new long[WORDS];
    List<long[]> totals = new ArrayList<>(List.of(new long[0], new long[0], new long[0]));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int party = i;
      Thread thread =
          new Thread(
              () ->
                  totals.set(
                      party,
                      new NoisySum(sums.get(party), plan(3, 1, 1), source(party))
                          .total("counts", own)
                          .words()));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      join(thread);
    }
    assertThat(totals.get(0)).hasSize(WORDS).isEqualTo(totals.get(1)).isEqualTo(totals.get(2));
    assertThat(totals.get(0)).isNotEqualTo(own);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsNotInThePlanDoesNotLeave() {
    Noted noted = new Noted(3);
    NoisySum sum = new NoisySum(noted, plan(3, 1, 2), source(0));
    assertThatThrownBy(() -> sum.total("gradient", new long[WORDS]))
        .hasMessageContaining("no sum of gradient");
    assertThatThrownBy(() -> sum.total("counts", new long[WORDS + 1]))
        .hasMessageContaining("of 20000 words");
    assertThat(noted.put).isNull();
    sum.total("counts", new long[WORDS]);
    sum.totalAmong(noted.parties, "counts", new long[WORDS]);
    noted.put = null;
    assertThatThrownBy(() -> sum.total("counts", new long[WORDS]))
        .hasMessageContaining("all are opened");
    assertThat(noted.put).isNull();
  }

  /** Fewer parties than the shares are for would leave less noise. */
  @Test
  void refusesATotalOfTooFew() {
    NoisySum sum = new NoisySum(new Noted(2), plan(3, 1, 1), source(0));
    assertThatThrownBy(() -> sum.total("counts", new long[WORDS]))
        .hasMessageContaining("less noise than its plan");
  }

  /** A draw is of this total alone, and not the vector's owner's to see in the vector. */
  @Test
  void noiseIsNewInEveryTotal() {
    Noted noted = new Noted(3);
    NoisySum sum = new NoisySum(noted, plan(3, 1, 2), source(0));
    long[] own = new long[WORDS];
    sum.total("counts", own);
    long[] first = noted.put;
    sum.total("counts", own);
    assertThat(noted.put).isNotEqualTo(first);
    assertThat(own).containsOnly(0);
  }
}
