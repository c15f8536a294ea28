package dev.tributary.fl.vertical.nodesums;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import java.util.List;
import java.util.Map;

/**
 * One cipher of the private linear map, chosen by the job key {@code cipher}. A new cipher
 * implements this; CONTRIBUTING says where it is named.
 */
public interface LinearMap {
  /** Versioned suite id for the model manifest, such as {@code paillier-1}; never a bare word. */
  String suite();

  /** Whether matrix owners are kept from learning which sample is in which node. */
  boolean hidesMembership();

  /**
   * What this end agreed on with each peer of its training, by the peer's name, for the model's
   * manifest: one line whose form the suite defines. Empty before a training, and for ciphers whose
   * parameters are those of the job.
   */
  default Map<String, String> agreed() {
    return Map.of();
  }

  /**
   * What the label party's driver holds at a time for one candidate of a matrix owner, in bytes,
   * besides the sums of the candidate over nodes.
   */
  default long bytesOfCandidate() {
    return 0;
  }

  /**
   * The label party's end. May exchange set-up messages with every matrix owner, each of which must
   * be calling {@link #matrixOwner} at the same time.
   *
   * @param bounds what the derivatives of the training will be like; for this party alone
   * @param layouts candidates of every matrix owner, in job order
   */
  VectorOwner vectorOwner(
      FederatedSession session,
      TrainingShape shape,
      GradientBounds bounds,
      List<CandidateLayout> layouts);

  /**
   * A feature party's end.
   *
   * @param matrix feature blocks over all rows, of which the training rows make the matrix
   * @param order ids of the candidates; its layout has one block per shard of the matrix
   */
  MatrixOwner matrixOwner(
      FederatedSession session,
      TrainingShape shape,
      Shards<BinnedBlock> matrix,
      CandidateOrder order);
}
