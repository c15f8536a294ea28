package dev.tributary.fl.horizontal.rows;

import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Rows without labels, at one party or divided among three that are threads. */
public final class DividedRows {
  private static final List<PartyId> THREE =
      List.of(new PartyId("north"), new PartyId("east"), new PartyId("west"));

  private DividedRows() {}

  /** Rows in partitions of a size. */
  public static LocalRows rows(double[][] rows, int partition) {
    int features = rows[0].length;
    List<String> names = IntStream.range(0, features).mapToObj(j -> "x" + j).toList();
    List<List<RowBlock>> partitions = new ArrayList<>();
    for (int from = 0; from < rows.length; from += partition) {
      List<RowBlock> blocks = new ArrayList<>();
      RowBlock.Builder block = new RowBlock.Builder(features);
      for (double[] row :
          Arrays.asList(rows).subList(from, Math.min(rows.length, from + partition))) {
        block.add(row, 0, 1, 0);
        if (block.isFull()) {
          blocks.add(block.build());
          block = new RowBlock.Builder(features);
        }
      }
      if (!block.isEmpty()) {
        blocks.add(block.build());
      }
      partitions.add(blocks);
    }
    return new LocalRows(names, partitions);
  }

  /** One party with all rows. */
  public static <T> T alone(double[][] rows, BiFunction<PartyRows, SecureSum, T> party) {
    return party.apply(rows(rows, rows.length), PlainSum.alone(new PartyId("all")));
  }

  /** Sixths, thirds and the rest, in partitions of other sizes. */
  public static <T> List<T> jointly(double[][] rows, BiFunction<PartyRows, SecureSum, T> party) {
    int n = rows.length;
    int[] bounds = {0, n / 6, n / 2, n};
    List<PlainSum> sums = PlainSum.among(THREE);
    List<CompletableFuture<T>> running = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      LocalRows own = rows(Arrays.copyOfRange(rows, bounds[i], bounds[i + 1]), 100 + 37 * i);
      SecureSum sum = sums.get(i);
      running.add(
          CompletableFuture.supplyAsync(
              () -> party.apply(own, sum), task -> new Thread(task, "party").start()));
    }
    List<T> results = new ArrayList<>();
    for (CompletableFuture<T> one : running) {
      try {
        results.add(one.join());
      } catch (CompletionException e) {
        throw (RuntimeException) e.getCause();
      }
    }
    return results;
  }
}
