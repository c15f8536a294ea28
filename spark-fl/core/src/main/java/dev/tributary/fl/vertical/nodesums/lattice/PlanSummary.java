package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.ChannelScale;
import dev.tributary.crypto.lattice.LatticePlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was agreed on as the model's manifest keeps it under the suite's id: one line, exact to the
 * last bit, such as {@code sigma-out=3.1 log2-q=32 n=1280 window=32 rows=24000 candidates=310
 * gradient-delta=1.3E5 gradient-flood=1.3E5 hessian-delta=6.7E5 hessian-flood=6.7E5
 * gradient-unit=1.0 hessian-unit=1.0}. The units, in which sigma-out counts, are the vector owner's
 * word.
 */
final class PlanSummary {
  private PlanSummary() {}

  static String write(LatticeAgreement agreement, SigmaOut sigmaOut) {
    LatticePlan plan = agreement.plan();
    ChannelScale gradient = plan.scales().get(0);
    ChannelScale hessian = plan.scales().get(1);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("sigma-out", sigmaOut.value(agreement.kinds()));
    values.put("log2-q", plan.set().modulusBits());
    values.put("n", plan.set().dimension());
    values.put("window", plan.set().window());
    values.put("rows", plan.rows());
    values.put("candidates", plan.candidates());
    values.put("gradient-delta", gradient.delta());
    values.put("gradient-flood", gradient.flood());
    values.put("hessian-delta", hessian.delta());
    values.put("hessian-flood", hessian.flood());
    values.put("gradient-unit", agreement.kinds().get(0).largest());
    values.put("hessian-unit", agreement.kinds().get(1).largest());
    return values.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
  }
}
