package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.LatticePlanner;
import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.training.NoiseUnit;
import dev.tributary.fl.training.SumNoise;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import dev.tributary.fl.vertical.nodesums.LevelChannels;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.MatrixOwner;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.fl.vertical.nodesums.VectorOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The plaintext twin with the noise that the lattice map puts on every sum, in the same unit and
 * reproducible from a seed: what {@code sigma-out} does to models and to attacks, without the cost
 * of the cipher. Protects nothing.
 */
public final class NoisyPlainMap implements LinearMap {
  private final LinearMap plain = new PlainLinearMap();
  private final SigmaOut sigmaOut;
  private final Random random;

  /**
   * @param sigmaOut as in {@link LatticeLinearMap}
   */
  public NoisyPlainMap(SigmaOut sigmaOut, long seed) {
    this.sigmaOut = sigmaOut;
    this.random = new Random(seed);
  }

  @Override
  public String suite() {
    return plain.suite();
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
    return new Owner(plain.vectorOwner(session, shape, bounds, layouts), bounds);
  }

  @Override
  public MatrixOwner matrixOwner(
      FederatedSession session,
      TrainingShape shape,
      Shards<BinnedBlock> matrix,
      CandidateOrder order) {
    return plain.matrixOwner(session, shape, matrix, order);
  }

  private final class Owner implements VectorOwner {
    private final VectorOwner exact;
    private final List<LatticePlanner.Kind> kinds;
    private final NoiseUnit noiseUnit;
    private List<CandidateSet> active;
    private double gradientSigma;
    private double hessianSigma;

    Owner(VectorOwner exact, GradientBounds bounds) {
      this.exact = exact;
      this.kinds = PlanMessage.kinds(bounds);
      this.noiseUnit = bounds.unit();
    }

    @Override
    public void startRound(int round, GradientPairs pairs, List<CandidateSet> newActive) {
      active = List.copyOf(newActive);
      RoundScale scale = RoundScale.of(pairs, kinds, noiseUnit);
      double sigma = sigmaOut.value(kinds);
      gradientSigma = sigma * kinds.get(0).largest() / scale.gradientUnit();
      hessianSigma = sigma * kinds.get(1).largest() / scale.hessianUnit();
      exact.startRound(round, pairs, newActive);
    }

    @Override
    public void send(LevelChannels channels) {
      exact.send(channels);
    }

    @Override
    public List<CandidateSums> sums() {
      List<CandidateSums> noisy = new ArrayList<>();
      for (CandidateSums sums : exact.sums()) {
        noisy.add(noisy(sums, active.get(noisy.size())));
      }
      return noisy;
    }

    private CandidateSums noisy(CandidateSums sums, CandidateSet members) {
      int channels = sums.channels();
      long[] gradients = new long[sums.candidates() * channels];
      long[] hessians = new long[gradients.length];
      for (int id = members.next(0); id >= 0; id = members.next(id + 1)) {
        for (int k = 0; k < channels; k++) {
          int at = id * channels + k;
          gradients[at] = sums.gradient(id, k) + Math.round(gradientSigma * random.nextGaussian());
          hessians[at] = sums.hessian(id, k) + Math.round(hessianSigma * random.nextGaussian());
        }
      }
      return new CandidateSums(
          sums.candidates(),
          channels,
          gradients,
          hessians,
          new SumNoise(gradientSigma, hessianSigma));
    }

    @Override
    public void endRound() {
      exact.endRound();
    }

    @Override
    public void close() {
      exact.close();
    }
  }
}
