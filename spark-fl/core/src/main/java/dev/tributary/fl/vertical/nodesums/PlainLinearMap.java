package dev.tributary.fl.vertical.nodesums;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import java.util.List;

/**
 * The plaintext twin: gradients and sums travel in the clear. Protects nothing; the oracle that
 * ciphers are tested and timed against.
 */
public final class PlainLinearMap implements LinearMap {
  /** Suite id in manifests. */
  public static final String SUITE = "plain-1";

  @Override
  public String suite() {
    return SUITE;
  }

  @Override
  public boolean hidesMembership() {
    return false;
  }

  @Override
  public VectorOwner vectorOwner(
      FederatedSession session,
      TrainingShape shape,
      GradientBounds bounds,
      List<CandidateLayout> layouts) {
    return new PlainVectorOwner(session, layouts);
  }

  @Override
  public MatrixOwner matrixOwner(
      FederatedSession session,
      TrainingShape shape,
      Shards<BinnedBlock> matrix,
      CandidateOrder order) {
    return new PlainMatrixOwner(session, shape, matrix, order);
  }

  static String roundStep() {
    return "plain/round";
  }

  static String channelsStep(int level) {
    return "plain/level-" + level + "/channels";
  }

  static String sumsStep(int level) {
    return "plain/level-" + level + "/sums";
  }
}
