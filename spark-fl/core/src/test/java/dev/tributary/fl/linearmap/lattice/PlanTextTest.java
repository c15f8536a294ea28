package dev.tributary.fl.linearmap.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.fl.linearmap.CandidateSet;
import dev.tributary.fl.linearmap.GradientBounds;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTextTest {
  private static final String TEXT =
      "log2-q=32 rows=24000 candidates=310 gradient-delta=1.5 gradient-flood=70000.25"
          + " hessian-delta=2.0E10 hessian-flood=9.0E9";

  @ParameterizedTest
  @CsvSource({"5000, 300, 1", "210000, 32000, 1", "777, 1, 1e-3"})
  void plansComeBackToTheLastBit(int rows, int candidates, double sigmaOut) {
    LatticePlan plan =
        PlanMessage.of(rows, candidates, sigmaOut, new GradientBounds(rows / 3.0, 1, rows, 0.25))
            .plan();
    assertThat(PlanText.read(PlanText.write(plan))).isEqualTo(plan);
  }

  @Test
  void theTextIsStable() {
    assertThat(PlanText.write(PlanText.read(TEXT))).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log2-q=32|log2-q=33",
        "rows=24000|rows=0",
        "rows=24000|rows=+24000",
        "candidates=310|candidates=0",
        "candidates=310|rows=310",
        "gradient-delta=1.5|gradient-delta=NaN",
        "gradient-delta=1.5|gradient-delta=-1.5",
        "gradient-delta=1.5|gradient-delta=1.50",
        "hessian-flood=9.0E9|hessian-flood=0.0",
        "hessian-flood=9.0E9|hessian-flood=9.0E9 more=1",
        " hessian-flood=9.0E9|",
      })
  void otherTextsAreRefused(String change) {
    String[] fromTo = change.split("\\|", -1);
    assertThatThrownBy(() -> PlanText.read(TEXT.replace(fromTo[0], fromTo[1])))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("is no plan of suite lattice-1")
        .extracting(FederationException::codeOf)
        .isEqualTo(ErrorCode.USER);
  }

  @Test
  void bothOwnersTellThePlanOfATraining() {
    MapPair pair = new MapPair(61, MapPair.shape(300, 1, 1, 2));
    LatticeLinearMap label = new LatticeLinearMap(1);
    LatticeLinearMap feature = new LatticeLinearMap(1);
    CandidateSet all = CandidateSet.all(pair.order.layout().total());
    pair.run(label, feature, List.of(new MapPair.Call(0, pair.pairs(1), pair.level(0, 1), all)));
    assertThat(label.agreed()).containsOnlyKeys("bureau");
    assertThat(feature.agreed()).containsOnlyKeys("lender");
    assertThat(feature.agreed().get("lender")).isEqualTo(label.agreed().get("bureau"));
    assertThat(PlanText.read(label.agreed().get("bureau")).candidates())
        .isEqualTo(all.candidates());
  }
}
