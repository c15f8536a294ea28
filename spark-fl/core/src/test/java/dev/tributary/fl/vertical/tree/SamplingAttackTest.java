package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.protocol.PartyId;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/**
 * Each side plays the attacker with all that it sees of the other's sampling, first against draws
 * from the public seed, where it must win, then against draws from a secret.
 */
class SamplingAttackTest {
  private static final PartyId BUREAU = new PartyId("bureau-1");

  @Test
  void aFeaturePartyCannotTellWhichRowsWereDrawn() {
    assertThat(guessedRows(PublicDraws::new)).isEqualTo(1);
    // 10 rounds of 800 rows: a coin's standard deviation is 0.0056; 8 of them.
    assertThat(guessedRows(SamplingAttackTest::secret)).isBetween(0.455, 0.545);
  }

  @Test
  void aLabelPartyCannotTellWhichColumnACandidateIsOf() {
    Seen open = columns(PublicDraws::new);
    assertThat(open.placed()).isEqualTo(open.active.get(0).candidates());
    // A pattern of 50 rounds is that of another column with probability 2^-50.
    assertThat(columns(SamplingAttackTest::secret).placed()).isZero();
  }

  /**
   * What the active sets do tell: candidates that are always drawn together are of one column. The
   * order within a column, and of the columns, stays at chance.
   */
  @Test
  void togethernessTellsColumnsApartAndNothingOfTheirOrder() {
    Seen seen = columns(SamplingAttackTest::secret);
    int candidates = seen.active.get(0).candidates();
    List<List<Integer>> groups = seen.groups();
    assertThat(groups).as("columns told apart").hasSize(seen.features);
    groups.forEach(
        group ->
            assertThat(group.stream().map(id -> seen.layout.locate(id).feature()).distinct())
                .hasSize(1));
    // A random order has one fixed point on average, with variance 1: 40 groups, then one of 40.
    assertThat(seen.inOrder(groups)).as("of %d", candidates).isLessThan(40 + 8 * 7);
    assertThat(seen.columnsInOrder(groups)).isLessThan(1 + 12);
  }

  private static Sampling secret(TreeParameters parameters, PartyId party) {
    return new SecretSampling(parameters, SamplingSecret.fresh());
  }

  /** Share of rows of which the public draws say rightly whether they take part. */
  private static double guessedRows(BiFunction<TreeParameters, PartyId, Sampling> sampling) {
    RowOrder rows = new RowOrder(800, 0, 0);
    TreeParameters parameters =
        TreeParameters.DEFAULTS.withTrees(10).withDepth(1).withSampling(0.5, 1, 7);
    Federation f = new Synthetic(61).federation("binary", rows, 1, 1);
    f.sampling = sampling;
    LabelView view = new LabelView(new PlainLinearMap());
    f.map = () -> view;
    f.train(parameters, Objective.binary());
    Sampling guess = new PublicDraws(parameters, Federation.LABEL);
    int right = 0;
    int all = 0;
    for (LabelView.Level level : view.levels()) {
      boolean[] guessed = guess.rows(level.round(), rows.training());
      for (int row = 0; row < guessed.length; row++) {
        right += guessed[row] == (level.hessians()[row] != 0) ? 1 : 0;
        all++;
      }
    }
    assertThat(all).isEqualTo(8000);
    return (double) right / all;
  }

  private static Seen columns(BiFunction<TreeParameters, PartyId, Sampling> sampling) {
    RowOrder rows = new RowOrder(64, 0, 0);
    TreeParameters parameters =
        TreeParameters.DEFAULTS.withTrees(50).withDepth(1).withSampling(1, 0.5, 7);
    Federation f = new Synthetic(62).federation("binary", rows, 1, 50);
    Table table = f.others.get(0);
    f.bins = 16;
    f.blocks = 1;
    f.sampling = sampling;
    CandidateOrder[] order = new CandidateOrder[1];
    f.numbering = layout -> order[0] = CandidateOrder.secret(layout, new SecureRandom());
    LabelView view = new LabelView(new PlainLinearMap());
    f.map = () -> view;
    f.train(parameters, Objective.binary());
    MatrixLayout layout =
        MatrixLayout.of(
            f.blocks(table, f.cuts(table), new LocalCompute(null, 1)), rows, l -> order[0]);
    return new Seen(view.active(), parameters, table.names().size(), layout);
  }

  /** What the label party saw, and the truth to judge its guesses by. */
  private static final class Seen {
    private final List<CandidateSet> active;
    private final TreeParameters parameters;
    private final int all;
    private final MatrixLayout layout;
    private final int features;

    Seen(List<CandidateSet> active, TreeParameters parameters, int all, MatrixLayout layout) {
      this.active = active;
      this.parameters = parameters;
      this.all = all;
      this.layout = layout;
      BitSet with = new BitSet();
      for (int id = 0; id < active.get(0).candidates(); id++) {
        with.set(layout.locate(id).feature());
      }
      features = with.cardinality();
    }

    private BitSet pattern(int candidate) {
      BitSet pattern = new BitSet();
      for (int round = 0; round < active.size(); round++) {
        pattern.set(round, active.get(round).contains(candidate));
      }
      return pattern;
    }

    /** Candidates whose pattern is that which the public seed has for their column. */
    int placed() {
      Sampling guess = new PublicDraws(parameters, BUREAU);
      List<boolean[]> draws = new ArrayList<>();
      for (int round = 0; round < active.size(); round++) {
        draws.add(guess.columns(round, all));
      }
      int placed = 0;
      for (int id = 0; id < active.get(0).candidates(); id++) {
        BitSet expected = new BitSet();
        for (int round = 0; round < draws.size(); round++) {
          expected.set(round, draws.get(round)[layout.locate(id).feature()]);
        }
        placed += expected.equals(pattern(id)) ? 1 : 0;
      }
      return placed;
    }

    /** Candidates with one pattern, in order of their ids; groups by their first. */
    List<List<Integer>> groups() {
      Map<String, List<Integer>> byPattern = new TreeMap<>();
      for (int id = 0; id < active.get(0).candidates(); id++) {
        byPattern.computeIfAbsent(pattern(id).toString(), p -> new ArrayList<>()).add(id);
      }
      return byPattern.values().stream()
          .sorted(Comparator.comparingInt(group -> group.get(0)))
          .toList();
    }

    /** Candidates whose place among their group's ids is their place in the column. */
    int inOrder(List<List<Integer>> groups) {
      int right = 0;
      for (List<Integer> group : groups) {
        List<Integer> truth = new ArrayList<>(group);
        truth.sort(Comparator.comparingInt(this::natural));
        for (int i = 0; i < group.size() && group.size() > 1; i++) {
          right += truth.get(i).equals(group.get(i)) ? 1 : 0;
        }
      }
      return right;
    }

    /** Groups whose place, by their first ids, is that of their column. */
    int columnsInOrder(List<List<Integer>> groups) {
      int right = 0;
      List<List<Integer>> truth = new ArrayList<>(groups);
      truth.sort(Comparator.comparingInt(group -> layout.locate(group.get(0)).feature()));
      for (int i = 0; i < groups.size(); i++) {
        right += truth.get(i).equals(groups.get(i)) ? 1 : 0;
      }
      return right;
    }

    private int natural(int id) {
      var candidate = layout.locate(id).candidate();
      return 2 * candidate.threshold() + (candidate.missingLeft() ? 1000 : 0);
    }
  }
}
