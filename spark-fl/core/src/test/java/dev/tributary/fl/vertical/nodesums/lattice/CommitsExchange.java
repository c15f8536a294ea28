package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.fl.ForwardingExchange;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.StepManifest;
import java.util.List;

/** Notes the step of every message that is committed. */
final class CommitsExchange extends ForwardingExchange {
  private final List<String> steps;

  CommitsExchange(Exchange end, List<String> steps) {
    super(end);
    this.steps = steps;
  }

  @Override
  public void commit(StepManifest manifest) {
    super.commit(manifest);
    steps.add(manifest.step().step());
  }
}
