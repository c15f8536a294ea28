package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.horizontal.rows.LocalRows;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/** People drawn at random, divided among parties that are threads. */
public final class GlmParties {
  public static final List<PartyId> THREE =
      List.of(new PartyId("north"), new PartyId("east"), new PartyId("west"));

  /** A row and what is true of it. */
  public record Person(double[] row, double label, double weight, double offset) {}

  private GlmParties() {}

  /** Parties differ: a column's mean moves with the row number. */
  public static List<Person> people(int count, String objective, long seed) {
    Random random = new Random(seed);
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] row = {
        1000 + random.nextGaussian(), random.nextGaussian() + 2.0 * i / count, random.nextInt(2), 3
      };
      double offset = 0.3 * random.nextGaussian();
      double eta = 0.5 * (row[0] - 1000) - 0.7 * row[1] + 0.4 * row[2] + offset;
      double label =
          switch (objective) {
            case "binary" -> random.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
            case "multiclass" -> Math.min(2, (int) (Math.abs(eta) + random.nextDouble()));
            case "squared-error" -> 50 + 10 * eta + random.nextGaussian();
            case "gamma" -> Math.exp(eta) * (0.1 + random.nextDouble());
            default -> (int) (Math.exp(eta) * 2 * random.nextDouble());
          };
      people.add(new Person(row, label, 0.5 + random.nextInt(3), offset));
    }
    return people;
  }

  /** Rows in partitions of a size. */
  public static LocalRows rows(List<Person> people, int partition) {
    List<List<RowBlock>> partitions = new ArrayList<>();
    for (int from = 0; from < people.size(); from += partition) {
      RowBlock.Builder block = new RowBlock.Builder(4);
      List<RowBlock> blocks = new ArrayList<>();
      for (Person p : people.subList(from, Math.min(people.size(), from + partition))) {
        block.add(p.row, p.label, p.weight, p.offset);
        if (block.isFull()) {
          blocks.add(block.build());
          block = new RowBlock.Builder(4);
        }
      }
      if (!block.isEmpty()) {
        blocks.add(block.build());
      }
      partitions.add(blocks);
    }
    return new LocalRows(List.of("large", "drifting", "two", "constant"), partitions);
  }

  static GlmFit alone(List<Person> people, GlmSettings settings) {
    return HorizontalGlm.fit(
        rows(people, people.size()), PlainSum.alone(new PartyId("all")), settings);
  }

  /** Sixths, thirds and the rest, each with partitions of another size. */
  static List<GlmFit> jointly(List<Person> people, GlmSettings settings) {
    return jointly(people, settings, List.copyOf(PlainSum.among(THREE)));
  }

  static List<GlmFit> jointly(
      List<Person> people, GlmSettings settings, List<? extends SecureSum> sums) {
    int n = people.size();
    List<List<Person>> parts =
        List.of(people.subList(0, n / 6), people.subList(n / 6, n / 2), people.subList(n / 2, n));
    return each(
        i -> HorizontalGlm.fit(rows(parts.get(i), 100 + 37 * i), sums.get(i), settings), sums);
  }

  /** Runs every party in a thread; the first failure ends the waits of all. */
  public static <T> List<T> each(
      java.util.function.IntFunction<T> party, List<? extends SecureSum> sums) {
    List<CompletableFuture<T>> running =
        IntStream.range(0, sums.size())
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            return party.apply(i);
                          } catch (RuntimeException e) {
                            sums.get(i).close();
                            throw e;
                          }
                        },
                        task -> new Thread(task, "party-" + i).start()))
            .toList();
    RuntimeException failure = null;
    List<T> results = new ArrayList<>();
    for (CompletableFuture<T> one : running) {
      try {
        results.add(one.join());
      } catch (CompletionException e) {
        RuntimeException cause = (RuntimeException) e.getCause();
        // The party at fault says more than those whose wait it ended.
        failure = failure == null || failure instanceof IllegalStateException ? cause : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }
}
