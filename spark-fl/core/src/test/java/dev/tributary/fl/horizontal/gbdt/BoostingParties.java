package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.horizontal.sum.MaskedSum;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumRules;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** People drawn at random, divided among parties that are threads. */
final class BoostingParties {
  static final List<String> FEATURES =
      List.of("drifting", "whole", "absent", "constant", "heavy", "close");

  private BoostingParties() {}

  static RowRules rules(BoostingSettings settings) {
    return new RowRules(FEATURES, "y", "w", settings.objective(), settings.scalePosWeight());
  }

  static List<PartyId> names(int parties) {
    return IntStream.range(0, parties).mapToObj(i -> new PartyId("bank-" + i)).toList();
  }

  /** Parties differ: a column's mean moves with the row number. One row in five validates. */
  static List<double[]> people(int count, Objective objective, long seed) {
    Random random = new Random(seed);
    List<double[]> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double drifting = random.nextGaussian() + 2.0 * i / count;
      double whole = random.nextInt(7) - 3;
      double absent = random.nextInt(4) == 0 ? Double.NaN : random.nextGaussian();
      double signal = drifting - 0.5 * whole + (Double.isNaN(absent) ? 0.8 : absent);
      signal += 0.3 * random.nextGaussian();
      double label =
          switch (objective.name()) {
            case "binary" -> signal > 1 ? 1 : 0;
            case "multiclass" -> signal < 0.3 ? 0 : signal < 1.5 ? 1 : 2;
            case "poisson" -> Math.floor(Math.exp(Math.min(2, signal)) * random.nextDouble() * 2);
            default -> 50 + 10 * signal;
          };
      people.add(
          new double[] {
            drifting,
            whole,
            absent,
            3,
            Math.exp(4 * random.nextGaussian()) * (random.nextInt(3) - 1),
            1_700_000_000.0 + random.nextInt(1000) * 86_400.0,
            label,
            0.5 + random.nextInt(3),
            i % 5 == 4 ? 1 : 0
          });
    }
    return people;
  }

  /** Rows in partitions of a size. */
  static List<List<double[]>> partitions(List<double[]> people, int size) {
    List<List<double[]>> partitions = new ArrayList<>();
    for (int from = 0; from < people.size(); from += size) {
      partitions.add(people.subList(from, Math.min(people.size(), from + size)));
    }
    return partitions;
  }

  static BoostingFit alone(List<double[]> people, BoostingSettings settings) {
    return fit(
        new LocalRawRows(rules(settings), List.of(people)),
        PlainSum.alone(new PartyId("all")),
        settings);
  }

  static BoostingFit fit(RawRows rows, SecureSum sum, BoostingSettings settings) {
    return HorizontalGbt.fit(rows, sum, settings, SamplingSecret.fresh(), Progress.silent());
  }

  /** Everybody's model, with plain sums, each party with partitions of another size. */
  static List<BoostingFit> jointly(List<List<double[]>> parts, BoostingSettings settings) {
    List<PartyId> names = names(parts.size());
    List<PlainSum> sums = PlainSum.among(names);
    return each(
        parts.size(),
        i -> {
          try {
            List<List<double[]>> rows = partitions(parts.get(i), 50 + 37 * i);
            return fit(new LocalRawRows(rules(settings), rows), sums.get(i), settings);
          } catch (RuntimeException e) {
            sums.get(i).close();
            throw e;
          }
        });
  }

  /** The same by secure aggregation. */
  static List<BoostingFit> masked(List<List<double[]>> parts, BoostingSettings settings) {
    return masked(parts, rules(settings), settings, Long.MAX_VALUE);
  }

  /**
   * The same by secure aggregation.
   *
   * @param mostOnDriver words of a level, more of which are summed in pieces
   */
  static List<BoostingFit> masked(
      List<List<double[]>> parts, RowRules ofRows, BoostingSettings settings, long mostOnDriver) {
    List<PartyId> names = names(parts.size());
    InMemoryMailbox mailbox = new InMemoryMailbox();
    return each(
        parts.size(),
        i -> {
          Exchange exchange = mailbox.exchange(names.get(i));
          FederatedSession session =
              new FederatedSession(
                  names.get(i),
                  Roster.horizontal(names),
                  new RunId("run"),
                  0,
                  exchange,
                  new LocalCompute(exchange, 1),
                  Duration.ofSeconds(60));
          SumRules rules = new SumRules(names.get(1), 3, SumRules.Consent.NONE);
          try (SecureSum sum = MaskedSum.open(session, rules)) {
            List<List<double[]>> rows = partitions(parts.get(i), 90);
            return HorizontalGbt.fit(
                new LocalRawRows(ofRows, rows, session.compute()),
                sum,
                settings,
                SamplingSecret.fresh(),
                mostOnDriver,
                Progress.silent());
          } catch (RuntimeException e) {
            throw exchange.abort(e);
          }
        });
  }

  /** Runs every party in a thread; the failure of the party at fault, or everybody's result. */
  static <T> List<T> each(int parties, IntFunction<T> party) {
    List<CompletableFuture<T>> running =
        IntStream.range(0, parties)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> party.apply(i), task -> new Thread(task, "party-" + i).start()))
            .toList();
    RuntimeException failure = null;
    List<T> results = new ArrayList<>();
    for (CompletableFuture<T> one : running) {
      try {
        results.add(one.join());
      } catch (CompletionException e) {
        RuntimeException cause = (RuntimeException) e.getCause();
        failure = failure instanceof FederationException ? failure : cause;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }
}
