package dev.tributary.crypto.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.prg.SeedTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HintBlockTest {
  private static final LatticeSet SET = LatticeSet.Q32;

  private static InnerRing ring() {
    return new InnerRing(SET, SeedTree.derive(new byte[32], "joint"));
  }

  private static byte[] written(HintBlock block) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    block.write(new DataOutputStream(out));
    return out.toByteArray();
  }

  private static HintBlock read(byte[] bytes) throws IOException {
    return HintBlock.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  @Test
  void aHintIsOfTheRingsSet() {
    WordMatrix narrow = new WordMatrix(SET, 3, SET.dimension() - 256);
    assertThatThrownBy(() -> HintBlock.of(narrow, ring())).hasMessageContaining("block must be");
  }

  @Test
  void aBlockIsReadAsItWasWritten() throws IOException {
    WordMatrix hint = new WordMatrix(SET, 33, SET.dimension());
    for (int row = 0; row < 33; row++) {
      for (int j = 0; j < SET.dimension(); j += 7) {
        hint.add(row, j, 1_000_003L * row - 77L * j);
      }
    }
    HintBlock block = HintBlock.of(hint, ring());
    byte[] bytes = written(block);
    assertThat(bytes)
        .hasSize(16 + 4 * SET.primes() * (2 * 32 * SET.dimension() + 2 * LatticeSet.RING));
    HintBlock again = read(bytes);
    assertThat(again.rows()).isEqualTo(33);
    assertThat(again.set()).isEqualTo(SET);
    assertThat(again.points).isDeepEqualTo(block.points);
    assertThat(again.aHalves).isDeepEqualTo(block.aHalves);
    assertThat(Arrays.stream(block.aHalves).flatMapToInt(Arrays::stream).distinct().count())
        .isGreaterThan(1000);
    byte[] none = bytes.clone();
    none[15] = 0;
    assertThatThrownBy(() -> read(none)).hasMessageContaining("not a hint block: 0 rows");
    byte[] many = bytes.clone();
    many[12] = 1;
    assertThatThrownBy(() -> read(many)).hasMessageContaining("not a hint block");
  }

  /** Elements differ by index and prime, and each is uniform below its prime. */
  @Test
  void publicElementsAreUniformAndApart() {
    InnerRing ring = ring();
    Set<Integer> firsts = new HashSet<>();
    double[][] full = RingNtt.full();
    for (int index : new int[] {0, 1, ring.publicKeyIndex()}) {
      for (int p = 0; p < SET.primes(); p++) {
        ring.uniform(index, p, full);
        int prime = PrimeField.first(SET.primes())[p].prime;
        double sum = 0;
        double squares = 0;
        double least = 0;
        double most = 0;
        int count = 0;
        for (double[] row : full) {
          for (double value : row) {
            least = Math.min(least, value);
            most = Math.max(most, value);
            sum += value / prime;
            squares += value / prime * (value / prime);
            count++;
          }
        }
        int half = prime / 2;
        assertThat(least).isBetween(-(double) half, -0.99 * half);
        assertThat(most).isBetween(0.99 * half, (double) half);
        // Five deviations of a mean of 4,096 uniform numbers, and of their squares.
        assertThat(Math.abs(sum / count)).isLessThan(5 * Math.sqrt(1.0 / 12 / count));
        assertThat(squares / count).isBetween(1 / 12.0 - 0.006, 1 / 12.0 + 0.006);
        firsts.add((int) full[0][0]);
        double[][] repeated = RingNtt.full();
        ring().uniform(index, p, repeated);
        assertThat(repeated).isDeepEqualTo(full);
      }
    }
    assertThat(firsts).hasSize(3 * SET.primes());
    assertThat(ring.publicKeyIndex()).isEqualTo(SET.dimension());
  }
}
