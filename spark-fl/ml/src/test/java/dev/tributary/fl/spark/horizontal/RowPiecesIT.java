package dev.tributary.fl.spark.horizontal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.horizontal.sum.MaskedSum;
import dev.tributary.fl.horizontal.sum.ShardedTotal;
import dev.tributary.fl.horizontal.sum.ShardedWords;
import dev.tributary.fl.horizontal.sum.SumRules;
import dev.tributary.fl.horizontal.sum.SumRules.Consent;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.spark.SparkForTests;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.stage.LocalFederation;
import dev.tributary.fl.spark.stage.SessionUse;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.VectorPieces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.DoubleStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sums over rows as vectors in pieces on Spark's executors, masked and opened there. */
class RowPiecesIT {
  private static final List<PartyId> NAMES = ThreeParties.NAMES;
  private static final int WORDS = 2 * VectorPieces.WORDS + 1000;
  private static final int ROWS = 40;
  private static final int CYCLE = 1009;

  @TempDir private Path folder;

  /** Row {@code r} adds {@code r * (w mod 1009) - w} to word {@code w}. */
  private static void add(double[] row, long[] words, int from) {
    for (int w = 0; w < WORDS; w++) {
      words[from + w] += ((long) row[0]) * (w % CYCLE) - w;
    }
  }

  /** What a partition's rows add, after the word for what is out of range. */
  private record Ramp() implements FlatMapFunction<Iterator<double[]>, long[]> {
    @Override
    public Iterator<long[]> call(Iterator<double[]> rows) {
      long[] words = new long[1 + WORDS];
      rows.forEachRemaining(row -> add(row, words, 1));
      return List.of(words).iterator();
    }
  }

  private static long[] expected(int from, int to) {
    long[] words = new long[WORDS];
    for (int row = from; row < to; row++) {
      add(new double[] {row}, words, 0);
    }
    return words;
  }

  private static long[] collected(ShardedWords words) {
    return words.pieces().map((piece, block, context) -> block).stream()
        .flatMapToLong(Arrays::stream)
        .toArray();
  }

  private static JavaRDD<double[]> rows(int party, int partitions) {
    List<double[]> rows =
        DoubleStream.iterate(party * ROWS, r -> r + 1)
            .limit(ROWS)
            .mapToObj(r -> new double[] {r})
            .toList();
    return JavaSparkContext.fromSparkContext(SparkForTests.session().sparkContext())
        .parallelize(rows, partitions);
  }

  /** Whatever the partitions, some of which have no rows. */
  @Test
  void executorsMaskAddAndOpenWhatTheRowsOfThreePartiesAddUpTo() {
    SumRules rules = new SumRules(NAMES.get(1), 3, Consent.NONE);
    try (LocalFederation all =
        new LocalFederation(SparkForTests.session(), folder.toString(), Roster.horizontal(NAMES))) {
      List<CompletableFuture<Boolean>> running = new ArrayList<>();
      for (int p = 0; p < 3; p++) {
        int party = p;
        running.add(
            CompletableFuture.supplyAsync(
                () ->
                    SessionUse.run(
                        all.sessions(NAMES.get(party).name()),
                        (session, compute) -> {
                          try (MaskedSum sums = MaskedSum.open(session, rules)) {
                            return check(sums, compute, party);
                          }
                        }),
                task -> new Thread(task).start()));
      }
      running.forEach(party -> assertThat(party.join()).isTrue());
    }
  }

  private static boolean check(MaskedSum sums, SparkCompute compute, int party) {
    JavaRDD<long[]> partitions = rows(party, 3 + 50 * party).mapPartitions(new Ramp());
    ShardedWords own = RowPieces.add(compute, partitions, WORDS);
    assertThat(collected(own)).isEqualTo(expected(party * ROWS, (party + 1) * ROWS));
    ShardedTotal total = sums.total("ramp", own);
    assertThat(collected(total.words())).isEqualTo(expected(0, 3 * ROWS));
    assertThat(total.parties()).isEqualTo(NAMES);
    own.pieces().release();
    total.words().pieces().release();
    return true;
  }
}
