package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.protocol.FederationException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Candidate ids mean what they say, block by block, under secret orders. */
class MatrixLayoutTest {
  private static final RowOrder ROWS = new RowOrder(70, 0, 0);
  private final Federation f = new Synthetic(81).federation("binary", ROWS, 1, 9);
  private final Table table = f.others.get(0);
  private final FeatureCuts cuts = f.cuts(table);
  private final Shards<BinnedBlock> blocks = f.blocks(table, cuts, new LocalCompute(null, 1));

  @Test
  void everyIdIsACandidateOfItsOwn() {
    MatrixLayout layout =
        MatrixLayout.of(blocks, ROWS, l -> CandidateOrder.secret(l, new SecureRandom()));
    Set<Object> seen = new HashSet<>();
    for (int id = 0; id < layout.layout().total(); id++) {
      MatrixLayout.Located located = layout.locate(id);
      assertThat(located.block()).isEqualTo(layout.layout().blockOf(id));
      assertThat(seen.add(located)).as("id %d", id).isTrue();
    }
    MatrixLayout natural = MatrixLayout.of(blocks, ROWS, CandidateOrder::natural);
    for (int id = 0; id < natural.layout().total(); id++) {
      assertThat(seen).contains(natural.locate(id));
    }
  }

  @Test
  void theCandidatesOfADrawnFeatureAreActiveAndNoOthers() {
    MatrixLayout layout =
        MatrixLayout.of(blocks, ROWS, l -> CandidateOrder.secret(l, new SecureRandom()));
    boolean[] drawn = new boolean[cuts.features()];
    drawn[0] = true;
    drawn[5] = true;
    CandidateSet active = layout.active(drawn);
    int members = 0;
    for (int id = 0; id < layout.layout().total(); id++) {
      int feature = layout.locate(id).feature();
      assertThat(active.contains(id)).isEqualTo(feature == 0 || feature == 5);
      members += active.contains(id) ? 1 : 0;
    }
    assertThat(members).isEqualTo(active.count(0, active.candidates())).isPositive();
  }

  @Test
  void blocksOfOtherRowsAreRefused() {
    assertThatThrownBy(
            () -> MatrixLayout.of(blocks, new RowOrder(60, 0, 9), CandidateOrder::natural))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("70 rows")
        .hasMessageContaining("69");
  }
}
