package dev.tributary.fl.spark.horizontal.pca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.horizontal.moments.JointMoments;
import dev.tributary.fl.horizontal.pca.JointCovariance;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  /** Noise can make what no rows have: eigenvalues 1.9, 1.9 and -0.8. */
  @Test
  void componentsCarryNoMoreThanThereIs() {
    double[][] noisy = {{1, 0.9, 0.9}, {0.9, 1, -0.9}, {0.9, -0.9, 1}};
    JointMoments moments = new JointMoments(100, new double[3], new double[] {1, 1, 1});
    PrincipalComponents found =
        PrincipalComponents.of(
            List.of("a", "b", "c"), new JointCovariance(moments, noisy), true, 3);
    assertThat(found.variances()[2]).isZero();
    assertThat(found.explained()[0]).isCloseTo(0.5, within(1e-9));
    assertThat(Arrays.stream(found.explained()).sum()).isCloseTo(1, within(1e-12));
  }
}
