package dev.tributary.fl.horizontal.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.horizontal.sum.FixedPoint;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.horizontal.sum.WatchedSum;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumsTest {
  private static final long SEED = 1987;

  private static List<Double> numbers(int count, double spread) {
    Random random = new Random(SEED);
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(random.nextGaussian() * Math.exp(spread * random.nextGaussian()));
    }
    return numbers;
  }

  private static long[] wide(List<Double> numbers) {
    WideSums sums = new WideSums(2);
    for (double number : numbers) {
      sums.add(1, number);
      sums.row();
    }
    return sums.words();
  }

  private static long[] rounded(List<Double> numbers, FixedPoint point) {
    RoundedSums sums = new RoundedSums(1, point);
    for (double number : numbers) {
      sums.add(0, number);
    }
    return sums.words();
  }

  @Test
  void wideSumsAreExactOverManyMagnitudes() {
    List<Double> numbers = numbers(5000, 8);
    numbers.add(WideSums.LARGEST);
    numbers.add(-WideSums.LARGEST);
    BigDecimal exact =
        numbers.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    double[] decoded = WideSums.decode(wide(numbers));
    assertThat(decoded[0]).isZero();
    assertThat(decoded[1]).isCloseTo(exact.doubleValue(), within(5000 * 0x1p-111));
    assertThat(decoded[1]).isNotEqualTo(numbers.stream().reduce(0.0, Double::sum));
  }

  /** Squares of numbers far from 0 as well as near to it, a block of rows and some. */
  @Test
  void productsAndSquaresAreNotRounded() {
    List<Double> numbers = numbers(3000, 2);
    numbers.replaceAll(x -> x < 1 ? x : 1e9 + x);
    WideSums sums = new WideSums(2);
    BigDecimal products = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    for (double x : numbers) {
      double weight = Math.abs(numbers.get(0)) + 0.1;
      sums.addProduct(0, weight, x);
      sums.addSquare(1, weight, x);
      sums.row();
      BigDecimal one = new BigDecimal(x);
      products = products.add(one.multiply(new BigDecimal(weight)));
      squares = squares.add(one.multiply(one).multiply(new BigDecimal(weight)));
    }
    BigInteger[] units = WideSums.integers(sums.words());
    BigDecimal unit = new BigDecimal(BigInteger.TWO.pow(110));
    BigDecimal slack = BigDecimal.valueOf(4 * 3000 / 2);
    assertThat(new BigDecimal(units[0])).isCloseTo(products.multiply(unit), within(slack));
    assertThat(new BigDecimal(units[1])).isCloseTo(squares.multiply(unit), within(slack));
  }

  @Test
  void neitherOrderNorPartitionsChangeASum() {
    List<Double> numbers = numbers(5000, 3);
    FixedPoint point = FixedPoint.of(1e6, 3);
    double wide = WideSums.decode(wide(numbers))[1];
    long[] one = rounded(numbers, point);
    Collections.shuffle(numbers, new Random(SEED + 1));
    long[] wideWords = Words.add(wide(numbers.subList(0, 77)), wide(numbers.subList(77, 5000)));
    long[] words =
        Words.add(
            rounded(numbers.subList(0, 3333), point), rounded(numbers.subList(3333, 5000), point));
    assertThat(WideSums.decode(wideWords)[1]).isEqualTo(wide);
    assertThat(words).containsExactly(one);
    assertThat(point.decode(one[1])).isCloseTo(wide, within(5000 * point.error()));
  }

  @Test
  void largeAddendsAreRoundedLikeSmallOnes() {
    FixedPoint point = FixedPoint.of(0x1p50, 1); // units of 2^-10 and less
    double[] row = {1 / 3.0, -2 / 3.0, 1e12 / 7, -0.5};
    RoundedSums fast = new RoundedSums(4, point);
    fast.add(0, 1, row, 0, 2, 1);
    fast.add(3, -0.5);
    RoundedSums slow = new RoundedSums(4, point);
    slow.add(0, 1, row, 0, 4, 1e12);
    assertThat(slow.words()[1]).isEqualTo(fast.words()[1]);
    assertThat(slow.words()[2]).isEqualTo(fast.words()[2]);
    assertThat(slow.words()[4]).isEqualTo(fast.words()[4]);
    assertThat(point.decode(slow.words()[3])).isCloseTo(1e12 / 7, within(point.error()));
  }

  @Test
  void countsWhatIsOutOfRange() {
    FixedPoint point = FixedPoint.of(1000, 1);
    for (double wrong : new double[] {1001, Double.NaN, Double.NEGATIVE_INFINITY, 1e300}) {
      assertThat(Words.inRange(rounded(List.of(1.0, wrong), point))).as("%s", wrong).isFalse();
    }
    assertThat(Words.inRange(rounded(List.of(600.0, 600.0), point))).isFalse();
    assertThat(Words.inRange(rounded(List.of(600.0, -600.0, 600.0), point))).isTrue();
    for (double wrong : new double[] {1.1e38, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThat(WideSums.inRange(wide(List.of(wrong)))).as("%s", wrong).isFalse();
    }
    long[] sum = {0, Long.MAX_VALUE};
    assertThat(Words.inRange(Words.add(sum, new long[] {0, 1}))).isFalse();
  }

  @Test
  void aTotalIsRefusedBeforeItIsSentWhereItIsOutOfRange() {
    PlainSum alone = PlainSum.among(List.of(new PartyId("one"))).get(0);
    assertThatThrownBy(() -> WideTotals.of(alone, "of-tests", wide(List.of(Double.NaN))))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("of-tests are beyond");
    assertThat(WideTotals.of(alone, "of-tests", wide(List.of(0.1, 0.2))))
        .containsExactly(0, 0.1 + 0.2);
  }

  /** With limbs as they are, the coarsest of the total would count the negative sums. */
  @Test
  void theWordsOfATotalDoNotCountNegativeSums() {
    List<PartyId> two = List.of(new PartyId("one"), new PartyId("two"));
    Map<Long, Integer> ofNegative = new HashMap<>();
    Map<Long, Integer> ofPositive = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      for (boolean negative : new boolean[] {true, false}) {
        List<Long> coarsest = new ArrayList<>();
        SecureSum seen =
            new WatchedSum() {
              @Override
              public Total total(String purpose, long[] words) {
                coarsest.add(words[words.length - 1]);
                return new Total(words.clone(), two.subList(0, 1));
              }
            };
        assertThat(WideTotals.of(seen, "of-tests", wide(List.of(negative ? -55.1 : 55.1)))[1])
            .isEqualTo(negative ? -55.1 : 55.1);
        (negative ? ofNegative : ofPositive).merge(coarsest.get(0), 1, Integer::sum);
      }
    }
    assertThat(ofNegative).hasSizeGreaterThan(190);
    assertThat(ofPositive).hasSizeGreaterThan(190);
    assertThat(ofNegative.keySet()).allMatch(word -> word < 0);
    assertThat(ofPositive.keySet()).allMatch(word -> word < 0);
  }
}
