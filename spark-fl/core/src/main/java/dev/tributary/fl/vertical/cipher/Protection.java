package dev.tributary.fl.vertical.cipher;

import dev.tributary.fl.vertical.nodesums.LinearMap;
import java.util.List;

/**
 * How the label party's gradients travel: a {@link Cipher} in one of its modes, which has a
 * versioned suite, and everything that depends on it.
 */
public interface Protection {
  /** What Params and manifests call it, such as {@code paillier-hidden-1}. */
  String suite();

  /** Whether feature parties are kept from learning which row is in which node. */
  boolean hidesMembership();

  /** The map of one training; its suite is {@link #suite}. */
  LinearMap map(CipherKeys keys);

  /** What a feature party could see in a run, in sentences of plain words. */
  List<String> featureParty();

  /** What the label party could see, likewise. */
  List<String> labelParty();

  /** What a careful reader of a job would ask about. */
  default List<String> warnings() {
    return List.of();
  }

  /** What the sums of one tree cost; nothing of splits and of messages. */
  SumCost sums(TreeShape tree, CipherKeys keys);

  /** What the label party makes of its gradients, counted in {@link SumCost#encryptions}. */
  String hidden();

  /** What a feature party does, counted in {@link SumCost#additions}. */
  String added();

  /** Whether a benchmark must do with a part of the rows, since a training takes that long. */
  default boolean measuredOnSlice() {
    return false;
  }
}
