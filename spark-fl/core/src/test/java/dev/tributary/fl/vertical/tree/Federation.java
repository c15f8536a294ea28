package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.Compute;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.feature.BlockLayout;
import dev.tributary.fl.feature.QuantileCuts;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.training.Direction;
import dev.tributary.fl.training.GivenBitmaps;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A label party and feature parties in this JVM, each on its own thread. */
public final class Federation {
  public static final PartyId LABEL = new PartyId("lender");
  public static final RunId RUN = new RunId("test");

  public final RowOrder rows;
  public final double[] labels;
  public final Table own;
  public final List<Table> others;
  public Supplier<LinearMap> map = PlainLinearMap::new;
  public Function<CandidateLayout, CandidateOrder> numbering = CandidateOrder::natural;
  public UnaryOperator<Exchange> labelExchange = UnaryOperator.identity();
  public UnaryOperator<Exchange> featureExchange = UnaryOperator.identity();
  public double[] weights;

  /** Of whatever party has the feature. */
  public Map<String, Direction> monotone = Map.of();

  BiFunction<TreeParameters, PartyId, Sampling> sampling = TestDraws::new;
  public int bins = 32;
  public int blocks = 3;
  public Duration timeout = Duration.ofSeconds(60);
  public long bytes;

  /** Told what feature parties have given away. */
  public Consumer<GivenBitmaps> given = bitmaps -> {};

  /**
   * @param own the label party's columns in row order; null for none
   */
  public Federation(RowOrder rows, double[] labels, Table own, List<Table> others) {
    this.rows = rows;
    this.labels = labels;
    this.own = own == null ? new Table(List.of(), new double[0][]) : own;
    this.others = others;
  }

  /** Results of both sides. */
  public record Outcome(TrainingResult label, List<FeatureResult> features) {}

  public List<PartyId> parties() {
    List<PartyId> parties = new ArrayList<>();
    parties.add(LABEL);
    for (int p = 1; p <= others.size(); p++) {
      parties.add(new PartyId("bureau-" + p));
    }
    return parties;
  }

  public FeatureCuts cuts(Table table) {
    double[][] training =
        Arrays.stream(table.columns())
            .map(c -> Arrays.copyOf(c, rows.training()))
            .toArray(double[][]::new);
    return new QuantileCuts(bins, 1).of(table.names(), training);
  }

  public TrainingResult solo(TreeParameters parameters, Objective objective) {
    FeatureCuts cuts = cuts(own);
    LocalCompute compute = new LocalCompute(null, 2);
    return VerticalGbt.trainSolo(
        LABEL,
        parameters,
        SamplingSecret.fresh(),
        objective,
        labels,
        weights,
        columns(own, cuts, compute),
        Progress.silent());
  }

  private PartyColumns columns(Table table, FeatureCuts cuts, Compute compute) {
    Map<String, Direction> own = new HashMap<>(monotone);
    own.keySet().retainAll(table.names());
    return new PartyColumns(cuts, blocks(table, cuts, compute), rows, own);
  }

  public Outcome train(TreeParameters parameters, Objective objective) {
    InMemoryMailbox mailbox = new InMemoryMailbox();
    List<PartyId> parties = parties();
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      Exchange labelEnd = labelExchange.apply(mailbox.exchange(LABEL));
      Future<TrainingResult> label =
          pool.submit(() -> orAbort(labelEnd, () -> label(labelEnd, parameters, objective)));
      List<Future<FeatureResult>> features = new ArrayList<>();
      for (int p = 0; p < others.size(); p++) {
        Table table = others.get(p);
        Exchange end = featureExchange.apply(mailbox.exchange(parties.get(p + 1)));
        features.add(
            pool.submit(
                () -> orAbort(end, () -> feature(end, table, parameters, objective.classes()))));
      }
      TrainingResult labelResult = firstHand(() -> join(label), features);
      List<FeatureResult> results = features.stream().map(Federation::join).toList();
      bytes = mailbox.bytesPut();
      return new Outcome(labelResult, results);
    } finally {
      pool.shutdownNow();
    }
  }

  private TrainingResult label(Exchange end, TreeParameters parameters, Objective objective) {
    FeatureCuts cuts = cuts(own);
    FederatedSession session = session(end);
    return VerticalGbt.train(
        session,
        parameters,
        sampling.apply(parameters, LABEL),
        objective,
        labels,
        weights,
        columns(own, cuts, session.compute()),
        map.get(),
        Progress.silent());
  }

  FeatureResult feature(Exchange end, Table table, TreeParameters parameters, int classes) {
    FeatureCuts cuts = cuts(table);
    FederatedSession session = session(end);
    return VerticalGbt.serve(
        session,
        parameters,
        classes,
        sampling.apply(parameters, end.self()),
        columns(table, cuts, session.compute()),
        map.get(),
        numbering,
        given);
  }

  public FederatedSession session(Exchange end) {
    return new FederatedSession(
        end.self(),
        Roster.vertical(parties()),
        RUN,
        0,
        end,
        new SerializingCompute(new LocalCompute(end, 1)),
        timeout);
  }

  public Shards<BinnedBlock> blocks(Table table, FeatureCuts cuts, Compute compute) {
    return compute.distribute(
        BlockLayout.natural(cuts.features(), blocks).bin(cuts, table.columns()));
  }

  public static <T> T orAbort(Exchange end, Callable<T> call) throws Exception {
    try {
      return call.call();
    } catch (FederationException | IllegalArgumentException e) {
      end.abort(e);
      throw e;
    }
  }

  /**
   * The label party's result, or the failure of the party at fault: of another's failure the label
   * party hears no more than a fixed line.
   */
  public static <T> T firstHand(Supplier<T> label, List<? extends Future<?>> others) {
    try {
      return label.get();
    } catch (FederationException e) {
      if (e.getMessage().contains(" gave up: ")) {
        others.forEach(Federation::join);
      }
      throw e;
    }
  }

  public static <T> T join(Future<T> future) {
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
