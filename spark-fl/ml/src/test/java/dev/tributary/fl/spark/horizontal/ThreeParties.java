package dev.tributary.fl.spark.horizontal;

import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.spark.SparkForTests;
import dev.tributary.fl.spark.stage.LocalFederation;
import dev.tributary.protocol.PartyId;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.ml.Model;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Parties that are threads over one Spark, each with a table of its own. */
public record ThreeParties(Path folder, List<Dataset<Row>> tables) {
  public static final List<PartyId> NAMES =
      List.of(new PartyId("north"), new PartyId("east"), new PartyId("west"));

  /** Rows by the remainder of their number. */
  public static List<Dataset<Row>> divided(Dataset<Row> table, String number) {
    return IntStream.range(0, 3)
        .mapToObj(p -> table.filter("pmod(%s, 3) = %d".formatted(number, p)))
        .toList();
  }

  /** All rows, in one partition: what Spark fits to them is the same every time. */
  public Dataset<Row> pooled() {
    return tables.stream().reduce(Dataset::unionByName).orElseThrow().coalesce(1).localCheckpoint();
  }

  /** Fits the same at every party. */
  public <E extends HorizontalEstimator<E, M>, M extends Model<M>> List<M> fit(Supplier<E> stage) {
    return fit(p -> stage.get());
  }

  /** Fits at every party, by its number. */
  public <E extends HorizontalEstimator<E, M>, M extends Model<M>> List<M> fit(
      Function<Integer, E> stage) {
    try (LocalFederation all =
        new LocalFederation(SparkForTests.session(), folder.toString(), Roster.horizontal(NAMES))) {
      return each(
          (p, sum) ->
              stage
                  .apply(p)
                  .setSessions(all.sessions(NAMES.get(p).name()))
                  .setSums(session -> sum)
                  .fit(tables.get(p)));
    }
  }

  /** Fits at the first party by itself. */
  public <E extends HorizontalEstimator<E, M>, M extends Model<M>> M alone(E stage) {
    try (LocalFederation all =
        new LocalFederation(SparkForTests.session(), folder.toString(), Roster.horizontal(NAMES))) {
      return stage
          .assumeSameColumns()
          .setSessions(all.sessions(NAMES.get(0).name()))
          .setSums(session -> PlainSum.alone(session.self()))
          .fit(tables.get(0));
    }
  }

  /** Runs every party in a thread; the result of each, or the first failure. */
  public <T> List<T> each(BiFunction<Integer, SecureSum, T> party) {
    List<PlainSum> ends = PlainSum.among(NAMES);
    return IntStream.range(0, 3)
        .mapToObj(
            p ->
                CompletableFuture.supplyAsync(
                    () -> party.apply(p, ends.get(p)), task -> new Thread(task).start()))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }
}
