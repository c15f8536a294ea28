package dev.tributary.fl.vertical.tree;

import dev.tributary.protocol.PartyId;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws that product and oracle share in a test, made without any class of the product. */
record TestDraws(TreeParameters parameters, PartyId party) implements Sampling {
  @Override
  public boolean[] rows(int round, int rows) {
    Random random = random(round, 1);
    boolean[] drawn = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      drawn[row] = random.nextDouble() < parameters.rowSample();
    }
    return drawn;
  }

  @Override
  public boolean[] columns(int round, int features) {
    List<Integer> order = IntStream.range(0, features).boxed().collect(Collectors.toList());
    Collections.shuffle(order, random(round, 2));
    boolean[] drawn = new boolean[features];
    long count = Math.max(1, Math.round(parameters.columnSample() * features));
    order.stream().limit(count).forEach(f -> drawn[f] = true);
    return drawn;
  }

  private Random random(int round, int purpose) {
    return new Random(parameters.seed() + 1000L * round + 7L * purpose + party.hashCode());
  }
}
