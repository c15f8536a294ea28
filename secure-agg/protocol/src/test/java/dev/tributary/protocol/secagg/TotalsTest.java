package dev.tributary.protocol.secagg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.secagg.Parties.Leaves;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** With everybody there, and with every way to leave, the total is the plain sum or an error. */
class TotalsTest {
  @Test
  void totalsAreThePlainSums() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int size = 2; size <= 7; size++) {
      for (int threshold = size / 2 + 1; threshold <= size; threshold++) {
        Parties parties = new Parties(size, threshold);
        for (int sum = 0; sum < 2; sum++) {
          int words = 1 + random.nextInt(5000);
          long[][] vectors = vectors(random, size, words);
          assertThat(parties.total(Parties.round(sum, words), vectors))
              .isEqualTo(Course.plain(vectors, i -> true));
        }
      }
    }
  }

  @Test
  void aHundredMembersSum() {
    Parties parties = new Parties(100, 67);
    long[][] vectors = vectors(new Random(2), 100, 3);
    Leaves[] leaves = new Leaves[100];
    for (int i = 0; i < 100; i++) {
      leaves[i] = i < 30 ? Leaves.BEFORE_MASKING : Leaves.NEVER;
    }
    assertThat(parties.total(Parties.round(0, 3), vectors, leaves))
        .isEqualTo(Course.plain(vectors, i -> i >= 30));
  }

  @Test
  void whoMissesARoundIsBackInTheNext() {
    Parties parties = new Parties(4, 3);
    long[][] vectors = vectors(new Random(1), 4, 10);
    assertThat(parties.total(Parties.round(0, 10), vectors, Leaves.NEVER, Leaves.BEFORE_MASKING))
        .isEqualTo(Course.plain(vectors, i -> i != 1));
    assertThat(parties.total(Parties.round(1, 10), vectors))
        .isEqualTo(Course.plain(vectors, i -> true));
  }

  @Test
  void streamsAreCounted() {
    Parties parties = new Parties(5, 3);
    Course course = new Course(parties, Parties.round(0, 1));
    course.share(i -> i != 4);
    assertThat(course.present.get(0).mask().streams()).isEqualTo(4);
  }

  static long[][] vectors(Random random, int members, int words) {
    long[][] vectors = new long[members][];
    for (int i = 0; i < members; i++) {
      vectors[i] = random.longs(words).toArray();
    }
    return vectors;
  }
}
