package dev.tributary.fl.mixed;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.data.SummedRows;
import dev.tributary.fl.feature.BlockLayout;
import dev.tributary.fl.horizontal.columns.ColumnKind;
import dev.tributary.fl.horizontal.columns.ColumnList;
import dev.tributary.fl.horizontal.columns.SharedColumns;
import dev.tributary.fl.horizontal.stats.JointCuts;
import dev.tributary.fl.horizontal.sum.MaskedSum;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumOfAll;
import dev.tributary.fl.horizontal.sum.SumRules;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Role;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.training.Direction;
import dev.tributary.fl.training.GivenBitmaps;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.fl.vertical.tree.FeatureResult;
import dev.tributary.fl.vertical.tree.Federation;
import dev.tributary.fl.vertical.tree.PartyColumns;
import dev.tributary.fl.vertical.tree.SerializingCompute;
import dev.tributary.fl.vertical.tree.Table;
import dev.tributary.fl.vertical.tree.TrainingResult;
import dev.tributary.fl.vertical.tree.TrainingRows;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The people of a pooled federation divided among label parties, everybody on its own thread. */
final class MixedFederation {
  final Federation pooled;
  final int[][] rowsOfGroup;
  final Roster roster;
  final Groups groups;
  Supplier<LinearMap> map = PlainLinearMap::new;
  boolean masked;
  SumRules.Consent consent = SumRules.Consent.TWO_PARTY_SUM;
  int minSideCount = 1;
  Duration timeout = Duration.ofSeconds(60);

  /** What one party knows of the job. */
  BiFunction<PartyId, TreeParameters, TreeParameters> parametersOf = (party, all) -> all;

  /** What one party's table is like. */
  BiFunction<PartyId, Table, Table> tableOf = (party, table) -> table;

  /** With which columns of a party predictions move one way only. */
  Function<PartyId, Map<String, Direction>> monotoneOf = party -> Map.of();

  /** What a party's messages go through. */
  BiFunction<PartyId, Exchange, Exchange> exchangeOf = (party, exchange) -> exchange;

  /** Of the last training. */
  InMemoryMailbox mailbox;

  /** What was agreed, by party. */
  final Map<PartyId, JointCuts> cuts = new ConcurrentHashMap<>();

  final Map<PartyId, SlotKey> keys = new ConcurrentHashMap<>();
  final Map<String, GivenBitmaps> given = new ConcurrentHashMap<>();

  /**
   * @param groupOf group of a row of the pooled federation
   * @param shared whether one party holds the columns of a place for all groups, by place
   */
  MixedFederation(Federation pooled, int count, IntUnaryOperator groupOf, boolean... shared) {
    this.pooled = pooled;
    rowsOfGroup = new int[count][];
    for (int g = 0; g < count; g++) {
      int group = g;
      rowsOfGroup[g] =
          IntStream.range(0, pooled.rows.rows())
              .filter(row -> groupOf.applyAsInt(row) == group)
              .toArray();
    }
    List<PartyId> labels = IntStream.range(0, count).mapToObj(MixedFederation::label).toList();
    List<Roster.Member> members = new ArrayList<>();
    labels.forEach(party -> members.add(new Roster.Member(party, Role.LABEL, List.of())));
    for (int slot = 0; slot < pooled.others.size(); slot++) {
      if (slot < shared.length && shared[slot]) {
        members.add(new Roster.Member(new PartyId("all-" + slot), Role.FEATURE, labels));
      } else {
        for (int g = 0; g < count; g++) {
          members.add(
              new Roster.Member(
                  new PartyId("bureau-" + g + "-" + slot), Role.FEATURE, List.of(labels.get(g))));
        }
      }
    }
    roster = new Roster(members);
    groups = Groups.of(roster);
  }

  static PartyId label(int group) {
    return new PartyId("bank-" + group);
  }

  /** Results of all. */
  record Outcome(Map<PartyId, TrainingResult> labels, Map<PartyId, FeatureResult> features) {}

  RowOrder order(int group) {
    int training = 0;
    int validation = 0;
    for (int row : rowsOfGroup[group]) {
      training += row < pooled.rows.training() ? 1 : 0;
      validation += row >= pooled.rows.training() && row < pooled.rows.testStart() ? 1 : 0;
    }
    return new RowOrder(training, validation, rowsOfGroup[group].length - training - validation);
  }

  double[] labels(int group) {
    return Arrays.stream(rowsOfGroup[group]).mapToDouble(row -> pooled.labels[row]).toArray();
  }

  Outcome train(TreeParameters parameters, Objective objective) {
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      Running running = start(pool, parameters, objective);
      throwFirst(List.copyOf(running.all().values()));
      Outcome outcome = new Outcome(new LinkedHashMap<>(), new LinkedHashMap<>());
      running.labels.forEach((p, result) -> outcome.labels.put(p, Federation.join(result)));
      running.features.forEach((p, result) -> outcome.features.put(p, Federation.join(result)));
      return outcome;
    } finally {
      pool.shutdownNow();
    }
  }

  /** All at work. */
  record Running(
      Map<PartyId, Future<TrainingResult>> labels, Map<PartyId, Future<FeatureResult>> features) {
    /** Label parties first. */
    Map<PartyId, Future<?>> all() {
      Map<PartyId, Future<?>> all = new LinkedHashMap<>(labels);
      all.putAll(features);
      return all;
    }
  }

  /** Gives each party a thread of the pool. */
  Running start(ExecutorService pool, TreeParameters parameters, Objective objective) {
    mailbox = new InMemoryMailbox();
    Map<PartyId, SecureSum> plain = plainSums();
    Running running = new Running(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (PartyId party : roster.parties()) {
      Exchange end = exchangeOf.apply(party, mailbox.exchange(party));
      FederatedSession session =
          new FederatedSession(
              party,
              roster,
              new RunId("mixed"),
              0,
              end,
              new SerializingCompute(new LocalCompute(end, 1)),
              timeout);
      TreeParameters own = parametersOf.apply(party, parameters);
      if (session.role() == Role.LABEL) {
        running.labels.put(
            party,
            pool.submit(() -> orAbort(end, plain, () -> label(session, plain, own, objective))));
      } else {
        running.features.put(
            party,
            pool.submit(
                () ->
                    orAbort(end, plain, () -> feature(session, plain, own, objective.classes()))));
      }
    }
    return running;
  }

  /** Waits for all; the failure of the party at fault, others only hear of it. */
  private static void throwFirst(List<Future<?>> all) {
    RuntimeException heard = null;
    for (Future<?> one : all) {
      try {
        one.get();
      } catch (ExecutionException e) {
        RuntimeException failure = (RuntimeException) e.getCause();
        boolean own =
            failure instanceof FederationException && !failure.getMessage().contains(" gave up: ");
        heard = own || heard == null ? failure : heard;
        if (own) {
          throw failure;
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    if (heard != null) {
      throw heard;
    }
  }

  private static <T> T orAbort(Exchange end, Map<PartyId, SecureSum> plain, Callable<T> call)
      throws Exception {
    try {
      return call.call();
    } catch (RuntimeException e) {
      plain.values().forEach(SecureSum::close);
      throw end.abort(e);
    }
  }

  private Map<PartyId, SecureSum> plainSums() {
    Map<PartyId, SecureSum> ends = new LinkedHashMap<>();
    List<List<PartyId>> summing = new ArrayList<>(groups.slots());
    summing.add(groups.labels());
    for (List<PartyId> parties : summing) {
      List<PlainSum> sums = PlainSum.among(parties);
      for (int i = 0; i < parties.size(); i++) {
        ends.put(parties.get(i), sums.get(i));
      }
    }
    return ends;
  }

  private SecureSum sum(FederatedSession among, Map<PartyId, SecureSum> plain) {
    List<PartyId> parties = among.parties();
    return masked && parties.size() > 1
        ? MaskedSum.open(among, new SumRules(parties.get(0), parties.size(), consent))
        : plain.get(among.self());
  }

  private static ColumnList columns(Table table, TreeParameters terms) {
    Map<String, ColumnKind> kinds = new LinkedHashMap<>();
    table.names().forEach(name -> kinds.put(name, ColumnKind.NUMBER));
    return new ColumnList(kinds, terms.toString());
  }

  private TrainingResult label(
      FederatedSession session,
      Map<PartyId, SecureSum> plain,
      TreeParameters parameters,
      Objective objective) {
    int group = groups.labels().indexOf(session.self());
    RowOrder rows = order(group);
    double[] labels = labels(group);
    FederatedSession among = session.among(groups.amongLabels());
    Table table = tableOf.apply(session.self(), pooled.own.reorder(rowsOfGroup[group]));
    table = inOrder(table, SharedColumns.agree(among, columns(table, parameters)));
    try (SumOfAll sum = new SumOfAll(sum(among, plain), MixedGbt.NEEDS_ALL)) {
      double[] ones = new double[labels.length];
      Arrays.fill(ones, 1);
      JointCuts joint =
          MixedGbt.labelCuts(
              sum,
              rows(List.of(table), List.of(rows), labels, ones),
              table.names(),
              pooled.bins,
              minSideCount);
      cuts.put(session.self(), joint);
      PartyColumns own =
          columns(session, table, joint.cuts(), BlockLayout.natural(table.names().size(), 3), rows);
      return MixedGbt.train(
          session.among(groups.group(session.self())),
          parameters,
          SamplingSecret.fresh(),
          objective,
          new TrainingRows(labels, null, own),
          sum,
          joint,
          map.get(),
          Progress.silent());
    }
  }

  private FeatureResult feature(
      FederatedSession session,
      Map<PartyId, SecureSum> plain,
      TreeParameters parameters,
      int classes) {
    PartyId self = session.self();
    int slot = groups.slots().indexOf(groups.slot(self));
    FederatedSession among = session.among(groups.amongSlot(self));
    List<Table> tables = new ArrayList<>();
    List<RowOrder> orders = new ArrayList<>();
    for (PartyId label : groups.served(self)) {
      int group = groups.labels().indexOf(label);
      tables.add(tableOf.apply(self, pooled.others.get(slot).reorder(rowsOfGroup[group])));
      orders.add(order(group));
    }
    List<String> names = tables.get(0).names();
    if (among.parties().size() > 1) {
      names = SharedColumns.agree(among, columns(tables.get(0), parameters));
    }
    List<String> agreed = names;
    tables.replaceAll(table -> inOrder(table, agreed));
    JointCuts joint;
    try (SumOfAll sum = new SumOfAll(sum(among, plain), MixedGbt.NEEDS_ALL)) {
      joint = MixedGbt.slotCuts(sum, rows(tables, orders), names, pooled.bins, minSideCount);
    }
    cuts.put(self, joint);
    SlotKey key = among.parties().size() > 1 ? SlotKey.share(among) : SlotKey.alone();
    keys.put(self, key);
    BlockLayout layout = key.blocks(names.size(), joint.rows());
    List<MixedGbt.Served> served = new ArrayList<>();
    for (int g = 0; g < tables.size(); g++) {
      FederatedSession group = session.among(groups.group(groups.served(self).get(g)));
      served.add(
          new MixedGbt.Served(
              group, columns(session, tables.get(g), joint.cuts(), layout, orders.get(g))));
    }
    return MixedGbt.serve(
        parameters,
        classes,
        served,
        key,
        map,
        (label, bitmaps) -> given.put(self + " to " + label, bitmaps));
  }

  private PartyColumns columns(
      FederatedSession session, Table table, FeatureCuts cuts, BlockLayout layout, RowOrder rows) {
    return new PartyColumns(
        cuts,
        session.compute().distribute(layout.bin(cuts, table.columns())),
        rows,
        monotoneOf.apply(session.self()));
  }

  private static Table inOrder(Table table, List<String> names) {
    return new Table(names, names.stream().map(table::column).toArray(double[][]::new));
  }

  /** Rows that train, of some tables one after the other. */
  static SummedRows rows(List<Table> tables, List<RowOrder> orders, double[]... more) {
    return kernel -> {
      long[] words = new long[kernel.length()];
      for (int t = 0; t < tables.size(); t++) {
        double[][] columns = tables.get(t).columns();
        for (int row = 0; row < orders.get(t).training(); row++) {
          double[] values = new double[columns.length + more.length];
          for (int c = 0; c < values.length; c++) {
            values[c] = c < columns.length ? columns[c][row] : more[c - columns.length][row];
          }
          kernel.add(values, words);
        }
      }
      return words;
    };
  }

  /** A filter for tests that tamper at one party. */
  static BiFunction<PartyId, Exchange, Exchange> at(PartyId party, UnaryOperator<Exchange> change) {
    return (self, exchange) -> self.equals(party) ? change.apply(exchange) : exchange;
  }
}
