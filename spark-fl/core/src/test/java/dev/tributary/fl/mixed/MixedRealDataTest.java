package dev.tributary.fl.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.nodesums.lattice.LatticeLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.SigmaOut;
import dev.tributary.fl.vertical.tree.Auc;
import dev.tributary.fl.vertical.tree.Federation;
import dev.tributary.fl.vertical.tree.SharedData;
import dev.tributary.fl.vertical.tree.Table;
import dev.tributary.fl.vertical.tree.TreeParameters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * {@code default_credit} by rows and by columns: the people of its four files at four banks, each
 * with a bureau of its own or all with one. The pooled result is the oracle: trained on {@code id %
 * 5 != 0}, 50 trees, depth 3, learning rate 0.1, 32 bins.
 */
class MixedRealDataTest {
  private static final TreeParameters PARAMETERS = TreeParameters.DEFAULTS.withDepth(3);
  private static final List<String> FILES =
      List.of(
          "default_credit_homo_guest.csv",
          "default_credit_homo_host_1.csv",
          "default_credit_homo_host_2.csv",
          "default_credit_homo_test.csv");

  private static MixedFederation fourBanks(boolean shared) {
    Federation pooled = SharedData.creditDefault();
    double[] ids = SharedData.read("default_credit_hetero_guest.csv.gz").column("id");
    int[] order = Table.partition(ids.length, row -> ids[row] % 5 != 0);
    Map<Double, Integer> groupOf = new HashMap<>();
    for (int file = 0; file < FILES.size(); file++) {
      int group = file;
      Arrays.stream(SharedData.read(FILES.get(file)).column("id"))
          .forEach(id -> groupOf.put(id, group));
    }
    return new MixedFederation(pooled, FILES.size(), row -> groupOf.get(ids[order[row]]), shared);
  }

  private static double auc(MixedFederation f, MixedFederation.Outcome outcome) {
    double[] scores = new double[f.pooled.labels.length];
    for (int g = 0; g < f.rowsOfGroup.length; g++) {
      double[] own = outcome.labels().get(MixedFederation.label(g)).rawScores()[0];
      for (int i = 0; i < own.length; i++) {
        scores[f.rowsOfGroup[g][i]] = own[i];
      }
    }
    return Auc.of(scores, f.pooled.labels, f.pooled.rows.testStart(), f.pooled.rows.rows());
  }

  @Test
  void fourBanksGrowTheTreesOfThePooledTable() {
    MixedFederation f = fourBanks(false);
    MixedFederation.Outcome mixed = f.train(PARAMETERS, Objective.binary());
    int splits = PooledTwin.of(f, PARAMETERS, Objective.binary()).assertSame(f, mixed);
    double auc = auc(f, mixed);
    System.out.printf("default_credit at four banks: %.4f, %d splits alike%n", auc, splits);
    assertThat(splits).isGreaterThan(300);
    assertThat(auc).isCloseTo(0.7854, within(0.002));
  }

  @Test
  void underTheLatticeCipherTheyPredictAsWell() {
    for (boolean shared : new boolean[] {false, true}) {
      MixedFederation f = fourBanks(shared);
      f.map = () -> new LatticeLinearMap(SigmaOut.automatic());
      double auc = auc(f, f.train(PARAMETERS, Objective.binary()));
      System.out.printf(
          "default_credit at four banks, lattice, %s: %.4f%n",
          shared ? "one bureau" : "four bureaus", auc);
      assertThat(auc).isCloseTo(0.7854, within(0.002));
    }
  }
}
