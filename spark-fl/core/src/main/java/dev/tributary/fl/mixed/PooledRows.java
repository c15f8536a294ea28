package dev.tributary.fl.mixed;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.horizontal.exact.WideSums;
import dev.tributary.fl.horizontal.exact.WideTotals;
import dev.tributary.fl.horizontal.gbdt.LabelTotals;
import dev.tributary.fl.horizontal.stats.JointCuts;
import dev.tributary.fl.horizontal.sum.SameTerms;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import dev.tributary.fl.vertical.tree.CandidateDirections;
import dev.tributary.fl.vertical.tree.GradientScale;
import dev.tributary.fl.vertical.tree.JointRows;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The rows of all label parties: every total is a secure sum over them. All get the same words, and
 * what is made of these is arithmetic that Java specifies, so all grow the same trees.
 */
final class PooledRows implements JointRows {
  /** Most words of one sum. */
  private static final int MOST_WORDS = 1 << 21;

  /** Rows whose derivatives, each below 2^30, cannot leave 2^62 together. */
  private static final long MOST_ROWS = 1L << 32;

  /** A level's sums: those of this party, those of all, and the words between. */
  private static final int COPIES = 3;

  private final SecureSum sum;
  private final JointCuts cuts;
  private LabelTotals totals;

  /**
   * @param sum over the label parties, the same every time
   * @param cuts of the label parties' columns, with the magnitudes of label and weight
   */
  PooledRows(SecureSum sum, JointCuts cuts) {
    this.sum = sum;
    this.cuts = cuts;
  }

  @Override
  public Beginning begin(Objective objective, RowOrder rows, double[] labels, double[] weights) {
    if (cuts.rows() > MOST_ROWS) {
      throw FederationException.user(
          "the parties have %d rows to train on together, and %d are the most: sample them, with"
              + " data.where",
          cuts.rows(), MOST_ROWS);
    }
    totals = LabelTotals.of(sum, objective, labels, weights, rows.training(), rows.validation());
    if (totals.rows() != cuts.rows()) {
      throw JointCuts.misfit();
    }
    double[] base = totals.baseScores(objective);
    double label = Math.scalb(1.0, cuts.ceilings().get(0));
    double[] extremes = {-label, label};
    double bound = objective.derivativeBound(extremes, base, extremes.length);
    double heaviest = Math.scalb(1.0, cuts.ceilings().get(1));
    return new Beginning(base, GradientScale.forBound(heaviest * bound), totals.validation() > 0);
  }

  @Override
  public void agree(List<CandidateLayout> layouts, List<CandidateDirections> directions) {
    StringBuilder terms = new StringBuilder();
    for (int party = 0; party < layouts.size(); party++) {
      CandidateLayout layout = layouts.get(party);
      for (int block = 0; block < layout.blocks(); block++) {
        terms.append(layout.size(block)).append(' ');
      }
      terms.append(hex(directions.get(party).increasing()));
      terms.append(hex(directions.get(party).decreasing())).append('\n');
    }
    requireSame("mixed-candidates", terms.toString());
  }

  @Override
  public void agree(int round, List<CandidateSet> active) {
    if (active.stream().anyMatch(set -> set.count(0, set.candidates()) < set.candidates())) {
      StringBuilder terms = new StringBuilder();
      active.forEach(set -> terms.append(hex(set)).append('\n'));
      requireSame("mixed-active", terms.toString());
    }
  }

  private void requireSame(String purpose, String terms) {
    SameTerms.require(
        sum,
        purpose,
        terms,
        "the candidates of feature parties in the same place of two groups differ: they must hold"
            + " the same columns, and run the same job and release");
  }

  private static String hex(CandidateSet set) {
    return HexFormat.of().formatHex(set.toBytes()) + " ";
  }

  @Override
  public List<CandidateSums> candidates(List<CandidateSums> answered, List<CandidateSet> active) {
    LevelWords words = new LevelWords(active, answered.get(0).channels());
    return words.sums(total("mixed-level", words.of(answered)));
  }

  @Override
  public long[] nodes(long[] own) {
    return sum.total("mixed-nodes", own).words();
  }

  private long[] total(String purpose, long[] own) {
    long[] total = new long[own.length];
    for (int from = 0; from < own.length; from += MOST_WORDS) {
      int to = Math.min(own.length, from + MOST_WORDS);
      long[] some = sum.total(purpose, Arrays.copyOfRange(own, from, to)).words();
      System.arraycopy(some, 0, total, from, some.length);
    }
    return total;
  }

  @Override
  public double[] leaves(double[] own) {
    return real("mixed-leaves", own);
  }

  /** Totals of sums whose range nobody knows. */
  private double[] real(String purpose, double[] own) {
    WideSums sums = new WideSums(own.length);
    for (int i = 0; i < own.length; i++) {
      sums.add(i, own[i]);
    }
    sums.row();
    return WideTotals.of(sum, purpose, sums.words());
  }

  @Override
  public Losses losses(
      Objective objective, RowOrder rows, double[][] scores, double[] labels, double[] weights) {
    double[] raw = new double[scores.length];
    WideSums sums = new WideSums(2);
    for (int row = 0; row < rows.testStart(); row++) {
      for (int k = 0; k < raw.length; k++) {
        raw[k] = scores[k][row];
      }
      sums.add(row < rows.training() ? 0 : 1, weights[row] * objective.rowLoss(raw, labels[row]));
      sums.row();
    }
    double[] total = WideTotals.of(sum, "mixed-loss", sums.words());
    return new Losses(
        objective.lossOfMean(total[0] / totals.weight()),
        totals.validation() == 0
            ? Double.NaN
            : objective.lossOfMean(total[1] / totals.validationWeight()));
  }

  @Override
  public int copies() {
    return COPIES;
  }
}
