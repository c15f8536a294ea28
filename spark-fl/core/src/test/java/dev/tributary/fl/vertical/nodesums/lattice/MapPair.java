package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.training.NoiseUnit;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import dev.tributary.fl.vertical.nodesums.LevelChannels;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.MatrixOwner;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.fl.vertical.nodesums.VectorOwner;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/** Both ends of a map in this JVM, over random blocks with missing values. */
final class MapPair {
  static final PartyId LABEL = new PartyId("lender");
  static final PartyId FEATURE = new PartyId("bureau");
  static final int FRACTION_BITS = 20;

  final Random random;
  final TrainingShape shape;
  final List<BinnedBlock> blocks = new ArrayList<>();
  final CandidateOrder order;
  GradientBounds bounds;
  int epoch;
  IntConsumer asked = nodes -> {};
  UnaryOperator<Exchange> labelExchange = UnaryOperator.identity();
  UnaryOperator<Exchange> featureExchange = UnaryOperator.identity();

  MapPair(long seed, TrainingShape shape) {
    System.out.println("seed " + seed);
    this.random = new Random(seed);
    this.shape = shape;
    int rows = shape.rows().rows();
    blocks.add(block(rows, new int[] {5, 1, 16}, new boolean[] {true, true, false}));
    blocks.add(block(rows, new int[] {1}, new boolean[] {false}));
    blocks.add(block(rows, new int[] {31, 2}, new boolean[] {true, false}));
    int[] candidates = blocks.stream().mapToInt(BinnedBlock::candidates).toArray();
    this.order = CandidateOrder.secret(new CandidateLayout(candidates), new SecureRandom());
    this.bounds = new GradientBounds(rows, 1, rows, 1, NoiseUnit.LARGEST);
  }

  /** Over blocks of the test, whose candidates are in order. */
  MapPair(long seed, TrainingShape shape, List<BinnedBlock> blocks) {
    System.out.println("seed " + seed);
    this.random = new Random(seed);
    this.shape = shape;
    this.blocks.addAll(blocks);
    this.order =
        CandidateOrder.natural(
            new CandidateLayout(blocks.stream().mapToInt(BinnedBlock::candidates).toArray()));
    int rows = shape.rows().rows();
    this.bounds = new GradientBounds(rows, 1, rows, 1, NoiseUnit.LARGEST);
  }

  static TrainingShape shape(int training, int classes, int rounds, int depth) {
    return new TrainingShape(new RowOrder(training, 10, 20), classes, rounds, depth);
  }

  private BinnedBlock block(int rows, int[] valueBins, boolean[] missing) {
    int[] features = new int[valueBins.length];
    byte[][] bins = new byte[valueBins.length][rows];
    for (int c = 0; c < bins.length; c++) {
      features[c] = c;
      for (int row = 0; row < rows; row++) {
        bins[c][row] = (byte) random.nextInt(valueBins[c] + (missing[c] ? 1 : 0));
      }
    }
    return new BinnedBlock(features, valueBins, missing, bins);
  }

  /** Gradients in (-1, 1), hessians in [0, 1), times a factor. */
  GradientPairs pairs(double factor) {
    int rows = shape.rows().training();
    int[][] g = new int[shape.classes()][rows];
    int[][] h = new int[shape.classes()][rows];
    for (int k = 0; k < g.length; k++) {
      for (int row = 0; row < rows; row++) {
        g[k][row] = (int) Math.scalb(factor * (2 * random.nextDouble() - 1), FRACTION_BITS);
        h[k][row] = (int) Math.scalb(factor * random.nextDouble(), FRACTION_BITS);
      }
    }
    return new GradientPairs(g, h, FRACTION_BITS, FRACTION_BITS);
  }

  /** A level whose rows fall into random nodes of their class, or none. */
  LevelChannels level(int level, int nodesOfClass) {
    short[][] channelOfRow = new short[shape.classes()][shape.rows().training()];
    for (int k = 0; k < channelOfRow.length; k++) {
      for (int row = 0; row < channelOfRow[k].length; row++) {
        int node = random.nextInt(nodesOfClass + 1) - 1;
        channelOfRow[k][row] = (short) (node < 0 ? -1 : k * nodesOfClass + node);
      }
    }
    return new LevelChannels(level, shape.classes() * nodesOfClass, channelOfRow);
  }

  /** One call. */
  record Call(int round, GradientPairs pairs, LevelChannels channels, CandidateSet active) {}

  /** What ended a party that did not finish, each by itself. */
  record Failures(RuntimeException label, RuntimeException feature) {}

  /** Runs calls at both ends, of which both must fail. */
  Failures fail(LinearMap map, List<Call> calls) {
    return fail(map, map, calls);
  }

  /** Runs calls at both ends, of which both must fail. */
  Failures fail(LinearMap labelMap, LinearMap featureMap, List<Call> calls) {
    InMemoryMailbox mailbox = new InMemoryMailbox();
    ExecutorService pool = Executors.newCachedThreadPool();
    Exchange labelEnd = labelExchange.apply(mailbox.exchange(LABEL));
    Exchange featureEnd = featureExchange.apply(mailbox.exchange(FEATURE));
    Future<?> label = pool.submit(() -> orAbort(labelEnd, () -> label(labelEnd, labelMap, calls)));
    Future<?> feature =
        pool.submit(() -> orAbort(featureEnd, () -> feature(featureEnd, featureMap, calls)));
    try {
      return new Failures(failure(label), failure(feature));
    } finally {
      pool.shutdownNow();
    }
  }

  private static RuntimeException failure(Future<?> future) {
    try {
      join(future);
    } catch (RuntimeException e) {
      return e;
    }
    throw new AssertionError("a party finished though the other failed");
  }

  /** Runs calls, each a round with one level of its own, through a map. */
  List<CandidateSums> run(LinearMap labelMap, LinearMap featureMap, List<Call> calls) {
    InMemoryMailbox mailbox = new InMemoryMailbox();
    ExecutorService pool = Executors.newCachedThreadPool();
    Exchange labelEnd = labelExchange.apply(mailbox.exchange(LABEL));
    Exchange featureEnd = featureExchange.apply(mailbox.exchange(FEATURE));
    try {
      Future<List<CandidateSums>> label =
          pool.submit(() -> orAbort(labelEnd, () -> label(labelEnd, labelMap, calls)));
      Future<?> feature =
          pool.submit(() -> orAbort(featureEnd, () -> feature(featureEnd, featureMap, calls)));
      List<CandidateSums> sums = join(label);
      join(feature);
      return sums;
    } finally {
      pool.shutdownNow();
    }
  }

  private List<CandidateSums> label(Exchange end, LinearMap map, List<Call> calls) {
    FederatedSession session = session(end);
    List<CandidateSums> sums = new ArrayList<>();
    try (VectorOwner owner = map.vectorOwner(session, shape, bounds, List.of(order.layout()))) {
      for (Call call : calls) {
        owner.startRound(call.round(), call.pairs(), List.of(call.active()));
        owner.send(call.channels());
        sums.addAll(owner.sums());
        owner.endRound();
      }
    }
    return sums;
  }

  private boolean feature(Exchange end, LinearMap map, List<Call> calls) {
    FederatedSession session = session(end);
    try (MatrixOwner owner =
        map.matrixOwner(session, shape, session.compute().distribute(blocks), order)) {
      for (Call call : calls) {
        owner.startRound(call.round(), call.active());
        owner.level(call.round(), call.channels().level(), asked);
        owner.endRound(call.round());
      }
    }
    return true;
  }

  private FederatedSession session(Exchange end) {
    return new FederatedSession(
        end.self(),
        Roster.vertical(List.of(LABEL, FEATURE)),
        new RunId("test"),
        epoch,
        end,
        new LocalCompute(end, 2),
        Duration.ofSeconds(60));
  }

  private static <T> T orAbort(Exchange end, Callable<T> call) throws Exception {
    try {
      return call.call();
    } catch (RuntimeException e) {
      // In its own words, which the other end shows the test.
      end.abort(FederationException.resource("%s", e.getMessage()));
      throw e;
    }
  }

  private static <T> T join(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
