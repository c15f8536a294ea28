package dev.tributary.fl.linearmap.lattice;

import dev.tributary.crypto.lattice.ChannelScale;
import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.protocol.FederationException;
import java.util.List;

/**
 * A plan as the model's manifest keeps it under the suite's id: one line, exact to the last bit,
 * such as {@code log2-q=32 rows=24000 candidates=310 gradient-delta=1.3E5 gradient-flood=1.3E5
 * hessian-delta=6.7E5 hessian-flood=6.7E5}.
 */
public final class PlanText {
  private static final List<String> NAMES =
      List.of(
          "log2-q",
          "rows",
          "candidates",
          "gradient-delta",
          "gradient-flood",
          "hessian-delta",
          "hessian-flood");

  private PlanText() {}

  /** The text of a plan with two kinds of channels. */
  public static String write(LatticePlan plan) {
    ChannelScale gradient = plan.scales().get(0);
    ChannelScale hessian = plan.scales().get(1);
    Object[] values = {
      plan.set().modulusBits(),
      plan.rows(),
      plan.candidates(),
      gradient.delta(),
      gradient.flood(),
      hessian.delta(),
      hessian.flood()
    };
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : " ").append(NAMES.get(i)).append('=').append(values[i]);
    }
    return text.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws FederationException USER for any other text
   */
  public static LatticePlan read(String text) {
    try {
      String[] parts = text.split(" ", -1);
      String[] values = new String[NAMES.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = parts[i].substring(NAMES.get(i).length() + 1);
      }
      LatticePlan plan =
          new LatticePlan(
              LatticeSet.ofModulusBits(Integer.parseInt(values[0])),
              Integer.parseInt(values[1]),
              Integer.parseInt(values[2]),
              List.of(scale(values[3], values[4]), scale(values[5], values[6])));
      if (write(plan).equals(text)) {
        return plan;
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // Refused below, like a text that reads but was not written so.
    }
    throw FederationException.user(
        "'%s' is no plan of suite %s; restore the manifest from the run's output",
        text, LatticeSet.SUITE);
  }

  private static ChannelScale scale(String delta, String flood) {
    return new ChannelScale(Double.parseDouble(delta), Double.parseDouble(flood));
  }
}
