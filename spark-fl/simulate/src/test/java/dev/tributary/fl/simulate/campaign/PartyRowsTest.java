package dev.tributary.fl.simulate.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.evaluation.Ranking;
import dev.tributary.fl.evaluation.Sample;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class PartyRowsTest {
  private static final long[] SEEDS = {1, 2, 3, 4, 5};

  @Test
  void aboutOnePercentApply() {
    for (long seed : SEEDS) {
      CampaignRows rows = CampaignRows.lender(CampaignSpec.of(100_000, 60, seed));
      long applied = 0;
      for (long p = 0; p < rows.size(); p++) {
        applied += rows.row(p).getInt(1);
      }
      // Binomial deviation 31, calibration on 100,000 other people about 2.5 %.
      assertThat(applied).as("seed %d", seed).isBetween(850L, 1150L);
    }
  }

  @Test
  void noBureauColumnAloneIsAbove065() {
    for (long seed : SEEDS) {
      CampaignSpec spec = CampaignSpec.demo(seed);
      Map<String, Integer> labels = labels(CampaignRows.lender(spec));
      CampaignRows bureau = CampaignRows.bureau(spec);
      Row[] shared = new Row[labels.size()];
      int n = 0;
      for (long p = 0; p < bureau.size(); p++) {
        Row row = bureau.row(p);
        if (labels.containsKey(row.getString(0))) {
          shared[n++] = row;
        }
      }
      assertThat(n).isEqualTo((int) spec.sharedRows());
      for (int c = 1; c <= spec.features(); c++) {
        double auc = auc(Arrays.copyOf(shared, n), c, labels);
        assertThat(Math.max(auc, 1 - auc)).as("seed %d column %d", seed, c).isLessThan(0.65);
      }
    }
  }

  @Test
  void namesAndIdsAreDistinct() {
    for (int features : new int[] {8, 60, 1000, 5000}) {
      CampaignRows bureau = CampaignRows.bureau(CampaignSpec.of(1000, features, 3));
      Set<String> names = new HashSet<>(Arrays.asList(bureau.schema().fieldNames()));
      assertThat(names).hasSize(features + 1);
      Set<String> ids = new HashSet<>();
      for (long p = 0; p < bureau.size(); p++) {
        ids.add(bureau.row(p).getString(0));
      }
      assertThat(ids).hasSize((int) bureau.size());
    }
  }

  @Test
  void aRowDependsOnSeedAndPositionOnly() {
    CampaignSpec spec = CampaignSpec.of(500, 20, 9);
    Row first = CampaignRows.bureau(spec).row(123);
    CampaignRows again = CampaignRows.bureau(spec);
    again.row(7);
    assertThat(again.row(123)).isEqualTo(first);
    assertThat(CampaignRows.bureau(CampaignSpec.of(500, 20, 10)).row(123)).isNotEqualTo(first);
  }

  @Test
  void someCellsAreMissing() {
    CampaignRows bureau = CampaignRows.bureau(CampaignSpec.demo(1));
    int missing = 0;
    for (long p = 0; p < 1000; p++) {
      Row row = bureau.row(p);
      for (int c = 1; c <= 60; c++) {
        missing += row.isNullAt(c) ? 1 : 0;
      }
    }
    assertThat(missing).isBetween(600, 6000);
  }

  @Test
  void aPermutationReachesEveryPlaceOnce() {
    for (long size : new long[] {1, 2, 3, 100, 4097}) {
      Permutation permutation = new Permutation(size, 11, 5);
      Set<Long> reached = new HashSet<>();
      for (long i = 0; i < size; i++) {
        reached.add(permutation.at(i));
      }
      assertThat(reached).hasSize((int) size).allMatch(p -> p >= 0 && p < size);
    }
  }

  @Test
  void impossibleSizesAreRefused() {
    assertThatThrownBy(() -> CampaignSpec.of(10, 60, 1)).isInstanceOf(FederationException.class);
    assertThatThrownBy(() -> CampaignSpec.of(1000, 2, 1)).isInstanceOf(FederationException.class);
    assertThatThrownBy(() -> new CampaignSpec(1000, 20, 0, 1, 1))
        .isInstanceOf(FederationException.class);
    assertThatThrownBy(() -> new CampaignSpec(1000, 20, 0.01, 1.5, 1))
        .isInstanceOf(FederationException.class);
  }

  private static Map<String, Integer> labels(CampaignRows lender) {
    Map<String, Integer> labels = new HashMap<>();
    for (long p = 0; p < lender.size(); p++) {
      Row row = lender.row(p);
      labels.put(String.format("%012d", row.getLong(0)), row.getInt(1));
    }
    return labels;
  }

  /** Over the rows that have a value in the column. */
  private static double auc(Row[] rows, int column, Map<String, Integer> labels) {
    Row[] present = Arrays.stream(rows).filter(r -> !r.isNullAt(column)).toArray(Row[]::new);
    double[] score =
        Arrays.stream(present).mapToDouble(r -> ((Number) r.get(column)).doubleValue()).toArray();
    double[] label = Arrays.stream(present).mapToDouble(r -> labels.get(r.getString(0))).toArray();
    return Ranking.of(Sample.of(score, label)).auc();
  }
}
