package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import java.util.List;

/**
 * The people that a training is about. Whatever decides about a tree is a sum over them and comes
 * through here: {@link #OWN} has the label party's own rows and gives back what it gets; with
 * several label parties that grow the same trees each gets the totals over the rows of all, and all
 * decide alike.
 *
 * <p>All label parties call the same methods in the same order. Driver only.
 */
public interface JointRows {
  /** The rows of the label party alone. */
  JointRows OWN = new LabelPartyRows();

  /**
   * What all start from, once labels and weights are found to suffice.
   *
   * @param rows of this party
   * @param labels by row, each within the objective's domain
   * @param weights by row, finite and at least 0
   * @throws dev.tributary.protocol.FederationException USER where all rows together leave nothing
   *     to learn
   */
  Beginning begin(Objective objective, RowOrder rows, double[] labels, double[] weights);

  /**
   * Before the first tree.
   *
   * @param baseScores raw score of every class
   * @param scale fixed point of all derivatives
   * @param validates whether any row validates
   */
  record Beginning(double[] baseScores, GradientScale scale, boolean validates) {}

  /**
   * Refuses feature parties whose candidates cannot be added up.
   *
   * @param layouts of every feature party, in job order
   * @param directions likewise
   */
  void agree(List<CandidateLayout> layouts, List<CandidateDirections> directions);

  /** The same for those that a round draws, own features first. */
  void agree(int round, List<CandidateSet> active);

  /**
   * Left sums of a level, channel by channel.
   *
   * @param answered over this party's rows, own features first, then parties in job order
   * @param active candidates that take part, likewise; the sums of others are 0
   */
  List<CandidateSums> candidates(List<CandidateSums> answered, List<CandidateSet> active);

  /** Sums in fixed point, and counts, of nodes. */
  long[] nodes(long[] own);

  /** Sums of derivatives in floating point, of leaves. */
  double[] leaves(double[] own);

  /**
   * The loss over the rows that train.
   *
   * @param scores raw, {@code [class][row]}
   */
  Losses losses(
      Objective objective, RowOrder rows, double[][] scores, double[] labels, double[] weights);

  /**
   * After a round.
   *
   * @param validation NaN if no row validates
   */
  record Losses(double training, double validation) {}

  /** How many times a level's sums are held in memory. */
  int copies();
}
