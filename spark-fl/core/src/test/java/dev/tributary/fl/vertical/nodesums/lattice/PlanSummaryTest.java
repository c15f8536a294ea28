package dev.tributary.fl.vertical.nodesums.lattice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.training.NoiseUnit;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanSummaryTest {
  @Test
  void aLineHoldsEveryParameterOfThePlan() {
    PlanMessage message =
        PlanMessage.of(
            MapPair.shape(24_000, 1, 50, 3),
            310,
            SigmaOut.of(2.5),
            new GradientBounds(1024, 1.5, 2048, 2, NoiseUnit.LARGEST));
    LatticeAgreement agreement =
        new LatticeAgreement(message.plan(), message.kinds(), new byte[32]);

    assertThat(PlanSummary.write(agreement, SigmaOut.of(2.5)).split(" "))
        .containsExactly(
            "sigma-out=2.5",
            "log2-q=32",
            "n=1536",
            "window=32",
            "rows=24000",
            "candidates=310",
            "gradient-delta=" + message.plan().scales().get(0).delta(),
            "gradient-flood=" + message.plan().scales().get(0).flood(),
            "hessian-delta=" + message.plan().scales().get(1).delta(),
            "hessian-flood=" + message.plan().scales().get(1).flood(),
            "gradient-unit=1.5",
            "hessian-unit=2.0");
  }

  @Test
  void bothOwnersTellThePlanOfATraining() {
    MapPair pair = new MapPair(61, MapPair.shape(300, 1, 1, 2));
    LatticeLinearMap label = new LatticeLinearMap(SigmaOut.automatic());
    LatticeLinearMap feature = new LatticeLinearMap(SigmaOut.automatic());
    CandidateSet all = CandidateSet.all(pair.order.layout().total());
    pair.run(label, feature, List.of(new MapPair.Call(0, pair.pairs(1), pair.level(0, 1), all)));

    assertThat(label.agreed()).containsOnlyKeys("bureau");
    assertThat(feature.agreed()).containsOnlyKeys("lender");
    assertThat(feature.agreed().get("lender")).isEqualTo(label.agreed().get("bureau"));
    assertThat(label.agreed().get("bureau"))
        .startsWith("sigma-out=1.0 ")
        .contains(" candidates=" + all.candidates() + " ");
  }
}
