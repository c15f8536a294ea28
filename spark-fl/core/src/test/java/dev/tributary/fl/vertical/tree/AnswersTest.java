package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.fl.vertical.nodesums.lattice.LatticeLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.SigmaOut;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** What a feature party can answer is bound by what it answered before, and by own memory. */
class AnswersTest {
  private static final RowOrder ROWS = new RowOrder(80, 0, 5);
  private static final TreeParameters PARAMETERS =
      TreeParameters.DEFAULTS.withTrees(2).withDepth(2).withRegularization(0, 0, 1e-3, 0);

  @Test
  void splitsAreNumberedFromZero() {
    assertRefused(0, answer -> 1, "named split 1");
    assertRefused(0, answer -> -1, "named split -1");
    assertThat(failure(0, answer -> 0)).isNull();
  }

  @Test
  void aSplitKeepsItsNumber() {
    assertRefused(0, answer -> answer == 0 ? 0 : 1, "named split 1");
  }

  @Test
  void anotherSplitHasTheNextNumber() {
    assertRefused(1, answer -> 0, "named split 0");
    assertRefused(1, answer -> 2, "named split 2");
    assertThat(failure(1, answer -> 1)).isNull();
  }

  @Test
  void candidatesThatTheDriverCannotHoldAreRefused() {
    Federation f = federation();
    f.featureExchange =
        MaliciousFeatureParty.announcing(
            new CandidateLayout(new int[] {CandidateLayout.MAX_CANDIDATES}));
    Throwable failure = catchThrowable(() -> f.train(PARAMETERS, Objective.squaredError()));
    assertThat(failure).hasMessageContaining("bureau-1").hasMessageContaining("has room for");
    assertThat(FederationException.codeOf(failure)).isEqualTo(ErrorCode.PEER);
  }

  @Test
  void roomIsForAllPartiesTogether() {
    PartyId bureau = new PartyId("bureau-1");
    // Of 400 bytes 300 are for candidates of 3 each.
    CandidateRoom room = new CandidateRoom(400, 3);
    CandidateLayout sixty = new CandidateLayout(new int[] {60});
    assertThat(room.take(bureau, sixty)).isSameAs(sixty);
    assertThatThrownBy(() -> room.take(bureau, new CandidateLayout(new int[] {41})))
        .hasMessageContaining("41 candidates")
        .hasMessageContaining("room for 100");
    CandidateRoom full = new CandidateRoom(400, 3);
    full.take(bureau, new CandidateLayout(new int[] {100}));
    assertThat(new CandidateRoom(Long.MAX_VALUE, 1).take(bureau, sixty)).isSameAs(sixty);
  }

  /** Of what the plaintext twin has room for, a part fills the driver under another cipher. */
  @Test
  void whatTheCipherHoldsOfACandidateCounts() {
    long memory = Runtime.getRuntime().maxMemory();
    int candidates = (int) Math.min(CandidateLayout.MAX_CANDIDATES, memory / 2048);
    Federation f = federation();
    f.map = () -> new LatticeLinearMap(SigmaOut.of(1));
    f.featureExchange =
        MaliciousFeatureParty.announcing(new CandidateLayout(new int[] {candidates}));
    Throwable failure = catchThrowable(() -> f.train(PARAMETERS, Objective.squaredError()));
    assertThat(failure).hasMessageContaining("bureau-1").hasMessageContaining("has room for");
    assertThat(FederationException.codeOf(failure)).isEqualTo(ErrorCode.PEER);
  }

  /** At the last level each open node has a gradient and a hessian, half as many parents have. */
  @Test
  void sumsOfACandidateGrowWithDepthAndClasses() {
    assertThat(sums(1, 1, 1)).isEqualTo(2 * 16);
    assertThat(sums(1, 5, 1)).isEqualTo((16 + 8 + 8) * 16);
    assertThat(sums(3, 5, 2)).isEqualTo(3 * 2 * (16 + 8 + 8) * 16);
    assertThat(sums(1, 10, 1)).as("of 80 rows").isEqualTo(2 * 80 * 16);
  }

  private static long sums(int classes, int depth, int copies) {
    return LevelSums.bytesOfCandidate(new TrainingShape(ROWS, classes, 1, depth), copies);
  }

  /** With the memory that a driver has unless it is given more, at any depth. */
  @Test
  void aThousandColumnsHaveRoom() {
    RowOrder rows = new RowOrder(1_000_000, 0, 0);
    for (int depth = 1; depth <= 10; depth++) {
      long bytes =
          LevelSums.bytesOfCandidate(new TrainingShape(rows, 1, 100, depth), 1)
              + new LatticeLinearMap(SigmaOut.of(1)).bytesOfCandidate();
      CandidateLayout layout = new CandidateLayout(new int[] {32_000});
      assertThat(new CandidateRoom(2L << 30, bytes).take(new PartyId("bureau-1"), layout))
          .isSameAs(layout);
    }
  }

  private static void assertRefused(int level, IntUnaryOperator ids, String what) {
    Throwable failure = failure(level, ids);
    assertThat(failure).hasMessageContaining("bureau-1").hasMessageContaining(what);
    assertThat(FederationException.codeOf(failure)).isEqualTo(ErrorCode.PEER);
  }

  private static Throwable failure(int level, IntUnaryOperator ids) {
    Federation f = federation();
    f.featureExchange = MaliciousFeatureParty.naming(level, ROWS.rows(), ids);
    return catchThrowable(() -> f.train(PARAMETERS, Objective.squaredError()));
  }

  /** The column's middle value is half of all: it is chosen first, the other threshold second. */
  private static Federation federation() {
    double[] labels = new double[ROWS.rows()];
    double[] column = new double[ROWS.rows()];
    for (int row = 0; row < labels.length; row++) {
      column[row] = row % 4 == 0 ? 0 : row % 4 == 1 ? 2 : 1;
      labels[row] = column[row] == 0 ? -100 : column[row];
    }
    Table table = new Table(List.of("x"), new double[][] {column});
    Federation f = new Federation(ROWS, labels, null, List.of(table));
    f.blocks = 1;
    return f;
  }
}
