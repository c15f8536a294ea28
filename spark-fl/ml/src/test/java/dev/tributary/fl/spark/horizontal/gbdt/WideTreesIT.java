package dev.tributary.fl.spark.horizontal.gbdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.horizontal.gbdt.BoostedModel;
import dev.tributary.fl.horizontal.gbdt.BoostingFit;
import dev.tributary.fl.horizontal.gbdt.BoostingSettings;
import dev.tributary.fl.horizontal.gbdt.HorizontalGbt;
import dev.tributary.fl.horizontal.gbdt.LocalRawRows;
import dev.tributary.fl.horizontal.gbdt.RawRows;
import dev.tributary.fl.horizontal.gbdt.RowRules;
import dev.tributary.fl.horizontal.sum.MaskedSum;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumRules;
import dev.tributary.fl.horizontal.sum.SumRules.Consent;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.spark.SparkForTests;
import dev.tributary.fl.spark.horizontal.ThreeParties;
import dev.tributary.fl.spark.stage.LocalFederation;
import dev.tributary.fl.spark.stage.SessionUse;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.VectorPieces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees over so many columns that the last level is summed in pieces by the executors. */
class WideTreesIT {
  private static final int ROWS = 200;
  private static final int FEATURES = 720;
  private static final List<PartyId> NAMES = ThreeParties.NAMES;

  @TempDir private Path folder;

  private static double[] row(int party, int number) {
    SplittableRandom random = new SplittableRandom(31L * party + 1009L * number);
    double[] row = new double[FEATURES + 3];
    double signal = 0;
    for (int f = 0; f < FEATURES; f++) {
      row[f] = random.nextDouble() + 0.1 * party;
      signal += f < 40 ? row[f] * Math.sin(f) : 0;
    }
    row[FEATURES] = signal > 0.2 ? 1 : 0;
    row[FEATURES + 1] = 1;
    return row;
  }

  private static List<double[]> rows(int party) {
    return IntStream.range(0, ROWS).mapToObj(number -> row(party, number)).toList();
  }

  private static BoostingFit fit(RawRows rows, SecureSum sum) {
    BoostingSettings settings =
        BoostingSettings.of(Objective.binary())
            .with(1, 4, 0.3)
            .with(new BoostingSettings.Binning(255, 1));
    return HorizontalGbt.fit(rows, sum, settings, SamplingSecret.fresh(), Progress.silent());
  }

  private static RowRules rules() {
    List<String> names = IntStream.range(0, FEATURES).mapToObj(f -> "x" + f).toList();
    return new RowRules(names, "y", "", Objective.binary(), 1);
  }

  private static JavaRDD<Row> table(int party) {
    List<Row> rows =
        rows(party).stream()
            .map(row -> RowFactory.create(Arrays.stream(row).boxed().toArray()))
            .toList();
    return JavaSparkContext.fromSparkContext(SparkForTests.session().sparkContext())
        .parallelize(rows, 2 + party);
  }

  @Test
  void levelsInPiecesGiveTheTreesOfThePooledRows() {
    List<double[]> all = new ArrayList<>();
    IntStream.range(0, 3).forEach(party -> all.addAll(rows(party)));
    BoostingFit pooled =
        fit(new LocalRawRows(rules(), List.of(all)), PlainSum.alone(new PartyId("all")));
    BoostedModel due = pooled.model();

    SumRules rules = new SumRules(NAMES.get(1), 3, Consent.NONE);
    try (LocalFederation federation =
        new LocalFederation(SparkForTests.session(), folder.toString(), Roster.horizontal(NAMES))) {
      List<CompletableFuture<BoostingFit>> running = new ArrayList<>();
      for (int p = 0; p < 3; p++) {
        int party = p;
        running.add(
            CompletableFuture.supplyAsync(
                () ->
                    SessionUse.run(
                        federation.sessions(NAMES.get(party).name()),
                        (session, compute) -> {
                          try (MaskedSum sum = MaskedSum.open(session, rules)) {
                            return fit(new SparkRawRows(table(party), rules(), compute), sum);
                          }
                        }),
                task -> new Thread(task).start()));
      }
      for (CompletableFuture<BoostingFit> party : running) {
        assertThat(ModelJson.write(party.join().model())).isEqualTo(ModelJson.write(due));
        // Both siblings of a pair are summed in pieces, so there are more words than in memory.
        assertThat(party.join().words()).isGreaterThan(pooled.words() + 10 * VectorPieces.WORDS);
      }
    }
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.filter(path -> path.toFile().isFile())).as("sums that were read").isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
