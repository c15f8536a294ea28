package dev.tributary.fl.horizontal.gbdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.Compute;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.horizontal.gbdt.BoostingSettings.Binning;
import dev.tributary.fl.horizontal.stats.JointCuts;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.ShardedTotal;
import dev.tributary.fl.horizontal.sum.ShardedWords;
import dev.tributary.fl.horizontal.sum.SumOfPieces;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.VectorPieces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histograms that no driver sees: of wide tables, over several pieces of a vector. */
class PieceHistogramsTest {
  private static final int FEATURES = 60;
  private static final String MISFIT = "the sums of this run do not fit each other";
  private static final List<String> NAMES =
      IntStream.range(0, FEATURES).mapToObj(f -> "x" + f).toList();

  private static BoostingSettings settings(String objective) {
    return BoostingSettings.of(Objective.of(objective, 3))
        .with(2, 4, 0.3)
        .with(new Binning(255, 1));
  }

  private static RowRules rules(BoostingSettings settings) {
    return new RowRules(NAMES, "y", "", settings.objective(), 1);
  }

  /** One column in six has missing values, one has one value, and two are the same. */
  private static List<double[]> people(int count, int classes) {
    Random random = new Random(8);
    List<double[]> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] row = new double[FEATURES + 3];
      double signal = 0;
      for (int f = 0; f < FEATURES; f++) {
        row[f] = f % 6 == 1 && random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian();
        signal += Double.isNaN(row[f]) ? 0.5 : row[f] * Math.cos(f);
      }
      row[7] = 1;
      row[40] = row[2];
      row[FEATURES] = Math.floorMod((int) Math.floor(signal / 3), classes);
      row[FEATURES + 1] = 1;
      row[FEATURES + 2] = i % 5 == 4 ? 1 : 0;
      people.add(row);
    }
    return people;
  }

  private static BoostingFit alone(List<double[]> people, BoostingSettings settings) {
    return BoostingParties.fit(
        new LocalRawRows(rules(settings), List.of(people)),
        PlainSum.alone(new PartyId("all")),
        settings);
  }

  /** All levels in pieces, some of them, or none: always the trees of the pooled rows. */
  @ParameterizedTest
  @ValueSource(longs = {0, 80_000, Long.MAX_VALUE})
  void piecesGiveTheSameTreesBitForBit(long mostOnDriver) {
    BoostingSettings settings = settings("binary");
    List<double[]> people = people(900, 2);
    List<BoostingFit> joint =
        BoostingParties.masked(
            List.of(people.subList(0, 100), people.subList(100, 500), people.subList(500, 900)),
            rules(settings),
            settings,
            mostOnDriver);

    BoostingFit pooled = alone(people, settings);
    assertThat(pooled.model().rounds().get(0).get(0).nodes()).hasSizeGreaterThan(15);
    for (BoostingFit fit : joint) {
      assertThat(ModelJson.write(fit.model())).isEqualTo(ModelJson.write(pooled.model()));
      assertThat(fit.sums()).isEqualTo(pooled.sums());
    }
    if (mostOnDriver == 0) {
      assertThat(joint.get(0).words()).isGreaterThan(pooled.words() + 4 * VectorPieces.WORDS);
    }
  }

  @Test
  void severalClassesShareTheChannels() {
    BoostingSettings settings = settings("multiclass");
    List<double[]> people = people(600, 3);
    List<BoostingFit> joint =
        BoostingParties.masked(
            List.of(people.subList(0, 200), people.subList(200, 400), people.subList(400, 600)),
            rules(settings),
            settings,
            0);
    assertThat(ModelJson.write(joint.get(2).model()))
        .isEqualTo(ModelJson.write(alone(people, settings).model()));
  }

  @Test
  void noHistogramStandsInTwoPieces() {
    FeatureCuts cuts =
        new FeatureCuts(
            NAMES,
            IntStream.range(0, FEATURES)
                .mapToObj(f -> IntStream.range(0, 100 + f).asDoubleStream().toArray())
                .toArray(double[][]::new),
            new boolean[FEATURES]);
    boolean[] all = new boolean[FEATURES];
    Arrays.fill(all, true);
    HistogramLayout layout = HistogramLayout.of(cuts, all);
    HistogramPlaces.Pieces places = new HistogramPlaces.Pieces(layout, 16);
    int end = 0;
    for (int c = 0; c < 16; c++) {
      for (int f = 0; f < FEATURES; f++) {
        int first = places.feature(f)[c];
        int last = first + HistogramLayout.WORDS * layout.totalBins(f) - 1;
        assertThat(first).isGreaterThanOrEqualTo(end);
        assertThat(first / VectorPieces.WORDS).isEqualTo(last / VectorPieces.WORDS);
        end = last + 1;
      }
    }
    assertThat(places.words()).isEqualTo(end).isGreaterThan(2 * VectorPieces.WORDS);
    assertThat((long) places.words())
        .isLessThanOrEqualTo(HistogramPlaces.Pieces.most(16L * FEATURES, 100 + FEATURES));
  }

  /** Sums of one party by itself, whose pieces are changed on their way, or not opened. */
  private record Changed(SecureSum sum, Compute compute, Optional<UnaryOperator<long[]>> change)
      implements SecureSum, SumOfPieces {
    @Override
    public Total total(String purpose, long[] words) {
      return sum.total(purpose, words);
    }

    @Override
    public Optional<Total> totalAmong(List<PartyId> parties, String purpose, long[] words) {
      return sum.totalAmong(parties, purpose, words);
    }

    @Override
    public Optional<SumOfPieces> pieces() {
      return Optional.of(this);
    }

    @Override
    public ShardedTotal total(String purpose, ShardedWords words) {
      throw new IllegalStateException("trees are of those in the first sum");
    }

    @Override
    public Optional<ShardedTotal> totalAmong(
        List<PartyId> parties, String purpose, ShardedWords words) {
      return change.map(
          each -> {
            List<long[]> pieces =
                words.pieces().map((piece, block, context) -> block).stream()
                    .map(block -> each.apply(block.clone()))
                    .toList();
            ShardedWords total = new ShardedWords(compute.distribute(pieces), words.length());
            return new ShardedTotal(total, parties);
          });
    }

    @Override
    public void close() {}
  }

  private static BoostingFit changed(UnaryOperator<long[]> change) {
    return pieces(Optional.of(change));
  }

  private static BoostingFit pieces(Optional<UnaryOperator<long[]>> change) {
    BoostingSettings settings = settings("binary");
    Compute compute = new LocalCompute(null, 1);
    List<double[]> people = people(400, 2);
    return HorizontalGbt.fit(
        new LocalRawRows(rules(settings), List.of(people), compute),
        new Changed(PlainSum.alone(new PartyId("all")), compute, change),
        settings,
        SamplingSecret.fresh(),
        0,
        Progress.silent());
  }

  @Test
  void aFeatureThatDoesNotDivideItsNodesRowsEndsIt() {
    assertThat(changed(words -> words).model().rounds()).hasSize(2);
    // Bins of the first feature, and of one in the middle of the piece.
    for (int place : new int[] {2, 1000}) {
      assertThatThrownBy(
              () ->
                  changed(
                      words -> {
                        words[place] += 1;
                        return words;
                      }))
          .isInstanceOf(FederationException.class)
          .hasMessageContaining(MISFIT);
    }
  }

  /** The third of four nodes stands in two pieces: in the second all its histograms are empty. */
  @Test
  void piecesThatHaveDifferentRowsOfANodeEndIt() {
    BoostingSettings settings = settings("binary");
    FeatureCuts cuts =
        JointCuts.of(
                PlainSum.alone(new PartyId("all")),
                new LocalRawRows(rules(settings), List.of(people(400, 2))).training(),
                NAMES,
                RowRules.BESIDE,
                settings.binning().bins(),
                settings.binning().minSideCount())
            .cuts();
    HistogramLayout layout = HistogramLayout.ofRound(cuts, settings.sample(), 0);
    HistogramPlaces places = new HistogramPlaces.Pieces(layout, 4);
    int end = places.node(3) - VectorPieces.WORDS;
    assertThat(places.node(2)).isLessThan(VectorPieces.WORDS);
    assertThat(end).isPositive();
    AtomicInteger pieces = new AtomicInteger();
    assertThatThrownBy(
            () ->
                changed(
                    words -> {
                      // The first three levels have one piece, one, and two.
                      if (pieces.getAndIncrement() == 3) {
                        Arrays.fill(words, 0, end, 0);
                      }
                      return words;
                    }))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(MISFIT);
    assertThat(pieces).as("within the third level").hasValue(4);
  }

  @Test
  void nodesThatAreNotWhatTheirParentsSplitSaysEndIt() {
    AtomicInteger sums = new AtomicInteger();
    assertThatThrownBy(
            () ->
                changed(
                    words -> {
                      if (sums.getAndIncrement() > 0) {
                        Arrays.fill(words, 0);
                      }
                      return words;
                    }))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(MISFIT);
  }

  /** Whose rows may no longer be mixed with those of the sums before. */
  @Test
  void aPartyThatIsLostEndsTheTraining() {
    assertThatThrownBy(() -> pieces(Optional.empty()))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("trees are of the same people from the first sum to the last");
  }
}
