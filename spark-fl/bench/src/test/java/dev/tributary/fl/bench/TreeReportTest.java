package dev.tributary.fl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.jobs.algorithm.vertical.gbdt.GbdtSection;
import dev.tributary.fl.vertical.cipher.Ciphers;
import dev.tributary.fl.vertical.cipher.Protection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TreeReportTest {
  private final TreeReport report = new TreeReport(new TreeWorkload(2000, 20, 0.05, 10, 5, 32));

  @Test
  void writesTheContractsKeys() {
    report.add("plaintext", run(0.5, 0, Map.of("plaintext", 900L)));
    report.add("lattice", run(2, 4e6, Map.of("lender", 700L, "bureau", 800L)));
    report.addSlice(
        "paillier", new TreeSlice(1000, 10), run(10, 1e6, Map.of()), run(80, 8e6, Map.of()));
    Map<String, Object> json = report.json();
    assertThat(json).containsEntry("rows", 2000L).containsEntry("features", 20);
    assertThat(json.get("seconds-per-tree"))
        .isEqualTo(Map.of("plaintext", 0.5, "lattice", 2.0, "paillier", 40.0));
    assertThat(json.get("bytes-per-tree")).isEqualTo(Map.of("lattice", 4e6, "paillier", 4e6));
    assertThat(json.get("paillier-measured-on")).isEqualTo(Map.of("rows", 8000L, "features", 10));
    assertThat(json.get("peak-rss-mb"))
        .isEqualTo(Map.of("plaintext", 900L, "lender", 700L, "bureau", 800L));
    assertThat(json).containsEntry("set-up-seconds", 5 + 27 - 10 * 2.0);
    assertThat(json.get("ratios"))
        .isEqualTo(
            Map.of("lattice/plaintext", 4.0, "paillier/plaintext", 80.0, "paillier/lattice", 20.0));
  }

  @Test
  void comparesEverySlicedCipherWithTheLattice() {
    report.add("plaintext", run(0.5, 0, Map.of()));
    report.add("lattice", run(2, 4e6, Map.of()));
    report.addSlice(
        "paillier", new TreeSlice(1000, 10), run(10, 1, Map.of()), run(80, 8, Map.of()));
    report.addSlice(
        "paillier-hidden", new TreeSlice(1000, 10), run(20, 1, Map.of()), run(160, 8, Map.of()));
    Map<String, Object> json = report.json();
    assertThat(json.get("paillier-hidden-slice-seconds-per-tree")).isEqualTo(List.of(20.0, 160.0));
    assertThat(json.get("ratios"))
        .isEqualTo(
            Map.of(
                "lattice/plaintext", 4.0,
                "paillier/plaintext", 80.0,
                "paillier-hidden/plaintext", 160.0,
                "paillier/lattice", 20.0,
                "paillier-hidden/lattice", 40.0));
  }

  @Test
  void asksForHiddenMembershipByName() {
    TreeWorkload workload = new TreeWorkload(2000, 20, 0.05, 10, 5, 32);
    assertThat(GbdtSection.of(workload.job("paillier-hidden")).hidesMembership()).isTrue();
    assertThat(GbdtSection.of(workload.job("paillier")).hidesMembership()).isFalse();
    assertThat(GbdtSection.of(workload.job("lattice")).hidesMembership()).isTrue();
  }

  @Test
  void measuresEveryCipherInEachOfItsModes() {
    TreeWorkload workload = new TreeWorkload(2000, 20, 0.05, 10, 5, 32);
    List<Protection> measured = new ArrayList<>();
    new TreeCiphers().forEach(name -> measured.add(workload.protection(name)));

    assertThat(measured).containsExactlyElementsOf(Ciphers.protections());
    assertThat(workload.protection("paillier-hidden").measuredOnSlice()).isTrue();
    assertThat(workload.protection("lattice").measuredOnSlice()).isFalse();
  }

  @Test
  void givesNoPaillierFigureIfItsSlicesDisagree() {
    report.add("plaintext", run(0.5, 0, Map.of()));
    report.addSlice(
        "paillier", new TreeSlice(1000, 10), run(82, 1e6, Map.of()), run(56, 8e6, Map.of()));
    Map<String, Object> json = report.json();
    assertThat(json.get("seconds-per-tree")).isEqualTo(Map.of("plaintext", 0.5));
    assertThat(json.get("ratios")).isEqualTo(Map.of());
    assertThat(json.get("paillier-slice-seconds-per-tree")).isEqualTo(List.of(82.0, 56.0));
  }

  @Test
  void comparesTheTwinWithXgBoostWithAndWithoutSpark() {
    report.add("plaintext", run(0.5, 0, Map.of()));
    report.addTwinInMemory(0.3);
    report.addXgBoost(0.2);
    Map<String, Object> json = report.json();
    assertThat(json.get("seconds-per-tree"))
        .isEqualTo(Map.of("plaintext", 0.5, "plaintext-in-memory", 0.3));
    assertThat(json).containsEntry("xgboost-seconds-per-tree", 0.2);
    assertThat(json.get("ratios"))
        .isEqualTo(
            Map.of(
                "plaintext-in-memory/plaintext", 0.3 / 0.5,
                "plaintext/xgboost", 0.5 / 0.2,
                "plaintext-in-memory/xgboost", 0.3 / 0.2));
  }

  @Test
  void leavesOutWhatWasNotMeasured() {
    report.add("plaintext", run(0.5, 0, Map.of()));
    Map<String, Object> json = report.json();
    assertThat(json)
        .doesNotContainKeys("paillier-measured-on", "xgboost-seconds-per-tree", "set-up-seconds");
    assertThat(json.get("seconds-per-tree")).isEqualTo(Map.of("plaintext", 0.5));
    assertThat(json.get("ratios")).isEqualTo(Map.of());
  }

  private static TreeRun run(double seconds, double bytes, Map<String, Long> memory) {
    return new TreeRun(seconds, bytes, memory, Map.of("layout", 5.0, "train joint", 27.0));
  }
}
