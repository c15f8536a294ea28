package dev.tributary.fl.vertical.nodesums.lattice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.training.NoiseUnit;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * README: a feature party learns the sum of all gradients "to 25 %, which with two classes is the
 * size of the larger one; nothing else of labels". Of 100 people (the default
 * align.min-intersection) it learns the exact number of positives up to seven; it chooses whom it
 * offers, so a second run with one person less tells that person's label.
 */
class PlanTellsFewPositivesTest {
  @Test
  void fewPositivesCannotBeCounted() {
    Set<List<Double>> told = new TreeSet<>((a, b) -> Double.compare(a.get(0), b.get(0)));
    IntStream.rangeClosed(1, 7).forEach(positives -> told.add(bounds(100, positives)));

    assertThat(told).as("what 1, 2, ... 7 positives of 100 look like").hasSizeLessThan(7);
  }

  /** As ExpectedGradients has them for two classes without weights: base score, headroom 1.25. */
  private static List<Double> bounds(int rows, int positives) {
    double sum = 1.25 * positives * (rows - positives) / rows;
    return PlanMessage.kinds(new GradientBounds(sum, 1, sum, 1, NoiseUnit.LARGEST)).stream()
        .map(kind -> kind.positive())
        .toList();
  }
}
