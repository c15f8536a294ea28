package dev.tributary.crypto.shamir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FieldTest {
  /** FIPS 197, sections 4.2 and 4.2.1. */
  @Test
  void multipliesAsTheStandardsExamples() {
    assertThat(Field.times(0x57L, 0x83)).isEqualTo(0xc1);
    assertThat(Field.times(0x57L, 0x13)).isEqualTo(0xfe);
    assertThat(Field.times(0x57L, 0x02)).isEqualTo(0xae);
    assertThat(Field.times(0x57L, 0x04)).isEqualTo(0x47);
    assertThat(Field.times(0x57L, 0x08)).isEqualTo(0x8e);
    assertThat(Field.times(0x57L, 0x10)).isEqualTo(0x07);
  }

  /** All products, against long multiplication and division of polynomials. */
  @Test
  void everyLaneIsMultipliedByItself() {
    Random random = new Random(5);
    for (int factor = 0; factor < 256; factor++) {
      for (int a = 0; a < 256; a++) {
        long lanes = random.nextLong();
        int shift = 8 * random.nextInt(8);
        lanes = (lanes & ~(0xffL << shift)) | ((long) a << shift);
        long product = Field.times(lanes, factor);
        for (int at = 0; at < 64; at += 8) {
          assertThat((int) (product >>> at) & 0xff)
              .isEqualTo(product((int) (lanes >>> at) & 0xff, factor));
        }
      }
    }
  }

  /** A polynomial of degree 2 through three points, seen at a fourth. */
  @Test
  void weightsInterpolate() {
    int[] indices = {1, 2, 255};
    for (int x : new int[] {0, 3, 100, 254}) {
      int sum = 0;
      for (int index : indices) {
        sum ^= product(Field.weight(indices, index, x), value(index));
      }
      assertThat(sum).isEqualTo(value(x));
    }
  }

  private static int value(int x) {
    return 0x2a ^ product(0x57, x) ^ product(0xe1, product(x, x));
  }

  private static int product(int a, int b) {
    int product = 0;
    for (int bit = 0; bit < 8; bit++) {
      product ^= ((b >> bit) & 1) * (a << bit);
    }
    for (int bit = 14; bit >= 8; bit--) {
      product ^= ((product >> bit) & 1) * (0x11b << (bit - 8));
    }
    return product;
  }
}
