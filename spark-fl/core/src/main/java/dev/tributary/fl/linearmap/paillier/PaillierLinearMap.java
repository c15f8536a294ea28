package dev.tributary.fl.linearmap.paillier;

import dev.tributary.crypto.paillier.PaillierKeyGenerator;
import dev.tributary.crypto.paillier.PaillierParameters;
import dev.tributary.crypto.paillier.PaillierPrivateKey;
import dev.tributary.crypto.random.SystemSource;
import dev.tributary.fl.FederatedSession;
import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.linearmap.CandidateLayout;
import dev.tributary.fl.linearmap.CandidateOrder;
import dev.tributary.fl.linearmap.GradientBounds;
import dev.tributary.fl.linearmap.LinearMap;
import dev.tributary.fl.linearmap.MatrixOwner;
import dev.tributary.fl.linearmap.TrainingShape;
import dev.tributary.fl.linearmap.VectorOwner;
import java.util.List;
import java.util.function.Supplier;

/**
 * The linear map under Paillier. The label party makes a fresh key for every training.
 *
 * <p>Membership revealed: gradient and hessian of a row travel encrypted once per round, and the
 * node of every row in the clear once per level, as in SecureBoost (Cheng et al. 2019). Membership
 * hidden: every level encrypts one plaintext per row with one pair of slots per channel, 0 in all
 * but the row's own.
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
  private final Membership membership;
  private final Supplier<PaillierPrivateKey> keys;

  PaillierLinearMap(int keyBits, Membership membership, Supplier<PaillierPrivateKey> keys) {
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
    return new PaillierLinearMap(keyBits, Membership.REVEALED, () -> freshKey(keyBits));
  }

  /**
   * A map whose feature parties learn no sample's node; an encryption per row and level.
   *
   * @param keyBits 2048, 3072 or 4096
   */
  public static PaillierLinearMap hidden(int keyBits) {
    return new PaillierLinearMap(keyBits, Membership.HIDDEN, () -> freshKey(keyBits));
  }

  private static PaillierPrivateKey freshKey(int keyBits) {
    return PaillierKeyGenerator.generate(PaillierParameters.of(keyBits), new SystemSource());
  }

  @Override
  public String suite() {
    return membership == Membership.REVEALED ? REVEALED_SUITE : HIDDEN_SUITE;
  }

  @Override
  public boolean hidesMembership() {
    return membership == Membership.HIDDEN;
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
