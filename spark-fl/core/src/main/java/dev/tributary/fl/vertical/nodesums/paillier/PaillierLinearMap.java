package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.crypto.paillier.PaillierKeyGenerator;
import dev.tributary.crypto.paillier.PaillierParameters;
import dev.tributary.crypto.paillier.PaillierPrivateKey;
import dev.tributary.crypto.random.SystemSource;
import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.MatrixOwner;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.fl.vertical.nodesums.VectorOwner;
import java.util.List;
import java.util.function.Supplier;

/**
 * The linear map under Paillier. The label party makes a fresh key for every training.
 *
 * <p>MembershipMode revealed: gradient and hessian of a row travel encrypted once per round, and
 * the node of every row in the clear once per level, as in SecureBoost (Cheng et al. 2019).
 * MembershipMode hidden: every level encrypts one plaintext per row with one pair of slots per
 * channel, 0 in all but the row's own.
 *
 * <p>Feature parties learn nothing of gradients (semantic security of Paillier with short
 * exponents); the label party learns the sums and nothing else, since replies are randomised.
 */
public final class PaillierLinearMap implements LinearMap {
  /** The suite that reveals membership. */
  public static final String REVEALED_SUITE = "paillier-1";

  /** The suite that hides it. */
  public static final String HIDDEN_SUITE = "paillier-hidden-1";

  private final int keyBits;
  private final MembershipMode membership;
  private final Supplier<PaillierPrivateKey> keys;

  PaillierLinearMap(int keyBits, MembershipMode membership, Supplier<PaillierPrivateKey> keys) {
    PaillierParameters.of(keyBits);
    this.keyBits = keyBits;
    this.membership = membership;
    this.keys = keys;
  }

  /**
   * A map whose feature parties learn the node of every sample.
   *
   * @param keyBits 2048, 3072 or 4096
   */
  public static PaillierLinearMap revealed(int keyBits) {
    return new PaillierLinearMap(keyBits, MembershipMode.REVEALED, () -> freshKey(keyBits));
  }

  /**
   * A map whose feature parties learn no sample's node; an encryption per row and level.
   *
   * @param keyBits 2048, 3072 or 4096
   */
  public static PaillierLinearMap hidden(int keyBits) {
    return new PaillierLinearMap(keyBits, MembershipMode.HIDDEN, () -> freshKey(keyBits));
  }

  private static PaillierPrivateKey freshKey(int keyBits) {
    return PaillierKeyGenerator.generate(PaillierParameters.of(keyBits), new SystemSource());
  }

  @Override
  public String suite() {
    return membership == MembershipMode.REVEALED ? REVEALED_SUITE : HIDDEN_SUITE;
  }

  @Override
  public boolean hidesMembership() {
    return membership == MembershipMode.HIDDEN;
  }

  @Override
  public VectorOwner vectorOwner(
      FederatedSession session,
      TrainingShape shape,
      GradientBounds bounds,
      List<CandidateLayout> layouts) {
    return new PaillierVectorOwner(session, shape, layouts, membership, keys.get());
  }

  @Override
  public MatrixOwner matrixOwner(
      FederatedSession session,
      TrainingShape shape,
      Shards<BinnedBlock> matrix,
      CandidateOrder order) {
    return new PaillierMatrixOwner(session, shape, matrix, order, membership, keyBits);
  }
}
