package dev.tributary.fl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Measuring copies of rows is measuring a table in which the rows are copied. */
class ResampledTest {
  private static final double[] FRACTIONS = {0.02, 0.1, 0.5};

  private static Stream<Judge> judges() {
    return Stream.of(
        Judge.BINARY, Judge.NUMBERS, Judge.CLASSES, Judge.COUNTS, Judge.means(1.5), Judge.means(2));
  }

  @ParameterizedTest
  @MethodSource("judges")
  void equalsTheEvaluationOfCopiedRows(Judge judge) {
    for (long seed = 1; seed <= 40; seed++) {
      ModelScores scores = scores(judge, new Random(seed));
      byte[] copies = Copies.draw(seed, scores.rows());
      Resampled resampled = judge.resampled(scores, FRACTIONS);
      double[] measured = new double[resampled.metrics().size()];

      assertThat(resampled.measure(copies, measured)).as("seed %d", seed).isTrue();

      Evaluation copied = judge.evaluate(copied(scores, copies), FRACTIONS);
      assertThat(resampled.metrics()).containsExactlyElementsOf(copied.metrics().keySet());
      List<Double> expected = new ArrayList<>(copied.metrics().values());
      for (int i = 0; i < measured.length; i++) {
        assertThat(measured[i])
            .as("seed %d, %s", seed, resampled.metrics().get(i))
            .isCloseTo(expected.get(i), within(1e-10));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("judges")
  void withoutRowsNothingIsMeasured(Judge judge) {
    ModelScores scores = scores(judge, new Random(1));
    Resampled resampled = judge.resampled(scores, FRACTIONS);

    assertThat(resampled.measure(new byte[scores.rows()], new double[20])).isFalse();
  }

  /** 60 rows, scores that tie, weights from 0 up. */
  private static ModelScores scores(Judge judge, Random random) {
    int rows = 60;
    double[] label = new double[rows];
    double[] weight = new double[rows];
    double[][] output = new double[judge == Judge.CLASSES ? 3 : 1][rows];
    for (int r = 0; r < rows; r++) {
      label[r] = judge.as(new DrawnLabel(random));
      weight[r] = random.nextInt(4) / 2.0;
      for (int k = 0; k < output.length; k++) {
        output[k][r] = (1 + random.nextInt(9)) / 10.0;
      }
    }
    return new ModelScores(output, label, weight);
  }

  private static ModelScores copied(ModelScores scores, byte[] copies) {
    int[] rows =
        IntStream.range(0, copies.length)
            .flatMap(r -> IntStream.generate(() -> r).limit(copies[r]))
            .toArray();
    return new ModelScores(
        Arrays.stream(scores.output()).map(o -> pick(o, rows)).toArray(double[][]::new),
        pick(scores.label(), rows),
        pick(scores.weight(), rows));
  }

  private static double[] pick(double[] of, int[] rows) {
    return Arrays.stream(rows).mapToDouble(r -> of[r]).toArray();
  }

  private record DrawnLabel(Random random) implements Judge.Cases<Double> {
    @Override
    public Double binary() {
      return random.nextInt(3) == 0 ? 1.0 : 0.0;
    }

    @Override
    public Double numbers() {
      return random.nextGaussian();
    }

    @Override
    public Double means(double power) {
      return random.nextInt(5) + (power == 2 ? 0.5 : 0.0);
    }

    @Override
    public Double classes() {
      return (double) random.nextInt(3);
    }
  }
}
