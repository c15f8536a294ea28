package dev.tributary.fl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Against pROC 1.18.0 for R on the patients of DeLong et al. (1988), as SAS/STAT prints them in its
 * example "Comparing Receiver Operating Characteristic Curves": 43 patients, many ties.
 */
class DeLongTest {
  private static final double[] ALBUMIN = {
    3.0, 3.2, 3.9, 2.8, 3.2, 0.9, 2.5, 1.6, 3.8, 3.7, 3.2, 3.8, 4.1, 3.6, 4.3, 3.6, 2.3, 4.2, 4.0,
    3.5, 3.8, 3.0, 4.5, 3.7, 3.1, 4.1, 4.3, 4.3, 3.2, 2.6, 3.3, 1.7, 3.7, 3.3, 4.2, 3.5, 2.9, 2.1,
    2.8, 4.0, 3.3, 3.7, 3.6
  };
  private static final double[] PROTEIN = {
    5.8, 6.3, 6.8, 4.8, 5.8, 4.0, 5.7, 5.6, 5.7, 6.7, 5.4, 6.6, 6.6, 5.7, 7.0, 6.7, 4.4, 7.6, 6.6,
    5.8, 6.8, 4.7, 7.4, 7.4, 6.6, 8.2, 7.0, 6.5, 5.1, 4.7, 6.8, 4.0, 6.1, 6.3, 7.7, 6.2, 5.7, 4.8,
    6.2, 7.0, 5.7, 6.9, 6.6
  };

  /** Ten minus the K-G score. */
  private static final double[] KG = {
    0, 5, 7, 4, 7, 5, 2, 5, 5, 4, 6, 4, 5, 5, 6, 6, 4, 6, 4, 4, 3, 2, 5, 5, 4, 4, 5, 6, 5, 4, 4, 3,
    5, 3, 4, 5, 1, 3, 2, 3, 4, 5, 5
  };

  private static final double[] SURVIVED = {
    0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0,
    1, 1, 1, 1, 0, 1, 0, 1, 1, 1, 1
  };

  private static DeLong of(double[] score) {
    return DeLong.of(Sample.of(score, SURVIVED));
  }

  @Test
  void equalsPRocOnTheDataOfThePaper() {
    assertArea(of(ALBUMIN), 0.7365591397849462, 0.0926943460524027);
    assertArea(of(PROTEIN), 0.647849462365591, 0.100047375583742);
    assertArea(of(KG), 0.725806451612903, 0.102821608980048);
    assertThat(of(ALBUMIN).standardErrorOfDifference(of(KG)))
        .isCloseTo(0.0953436177300938, within(1e-14));
    assertThat(of(PROTEIN).standardErrorOfDifference(of(KG)))
        .isCloseTo(0.1046095887181327, within(1e-14));
    assertThat(of(ALBUMIN).standardErrorOfDifference(of(PROTEIN)))
        .isCloseTo(0.0557912233093395, within(1e-14));
  }

  private static void assertArea(DeLong area, double auc, double error) {
    assertThat(area.auc()).isCloseTo(auc, within(1e-14));
    assertThat(area.standardError()).isCloseTo(error, within(1e-14));
  }

  /** The definition: covariances of the structural components, one comparison per pair. */
  @Test
  void equalsTheDefinitionOverAllPairs() {
    for (long seed = 1; seed <= 30; seed++) {
      Random random = new Random(seed);
      double[] label = new double[60];
      double[] first = new double[60];
      double[] second = new double[60];
      for (int r = 0; r < label.length; r++) {
        label[r] = r % 3 == 0 ? 1 : 0;
        first[r] = Math.rint(6 * random.nextGaussian() + 4 * label[r]);
        second[r] = Math.rint(3 * random.nextGaussian() + first[r] / 2);
      }
      DeLong a = DeLong.of(Sample.of(first, label));
      DeLong b = DeLong.of(Sample.of(second, label));

      assertThat(a.auc())
          .as("seed %d", seed)
          .isCloseTo(Ranking.of(Sample.of(first, label)).auc(), within(1e-12));
      assertThat(a.standardErrorOfDifference(b))
          .as("seed %d", seed)
          .isCloseTo(Math.sqrt(variance(first, second, label)), within(1e-12));
    }
  }

  private static double variance(double[] first, double[] second, double[] label) {
    int n = label.length;
    double[][] won = new double[n][n];
    double[] mean = new double[n];
    double[] count = {0, 0};
    for (int r = 0; r < n; r++) {
      count[(int) label[r]]++;
    }
    for (int p = 0; p < n; p++) {
      for (int q = 0; q < n; q++) {
        if (label[p] == 1 && label[q] == 0) {
          won[p][q] = kernel(first[p], first[q]) - kernel(second[p], second[q]);
          mean[p] += won[p][q] / count[0];
          mean[q] += won[p][q] / count[1];
        }
      }
    }
    double total = 0;
    for (int c = 0; c < 2; c++) {
      double centre = 0;
      for (int r = 0; r < n; r++) {
        centre += label[r] == c ? mean[r] / count[c] : 0;
      }
      for (int r = 0; r < n; r++) {
        double distance = mean[r] - centre;
        total += label[r] == c ? distance * distance / (count[c] - 1) / count[c] : 0;
      }
    }
    return total;
  }

  private static double kernel(double positive, double negative) {
    return positive > negative ? 1 : positive == negative ? 0.5 : 0;
  }

  @Test
  void oneModelTwiceDoesNotDiffer() {
    assertThat(of(KG).standardErrorOfDifference(of(KG))).isZero();
  }
}
