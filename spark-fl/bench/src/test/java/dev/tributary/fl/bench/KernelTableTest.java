package dev.tributary.fl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KernelTableTest {
  private static final String RUNS =
      """
      [{"benchmark": "a.Add.bigInteger", "mode": "thrpt", "params": {"bits": "2048"},
        "primaryMetric": {"score": 20, "scoreUnit": "ops/s"}},
       {"benchmark": "a.Add.accumulator", "mode": "thrpt", "params": {"bits": "2048"},
        "primaryMetric": {"score": 100, "scoreUnit": "ops/s"}},
       {"benchmark": "a.Add.accumulator", "mode": "thrpt", "params": {"bits": "3072"},
        "primaryMetric": {"score": 60, "scoreUnit": "ops/s"}},
       {"benchmark": "b.Lattice.ntt", "mode": "avgt", "params": {"kernels": "plain"},
        "primaryMetric": {"score": 9, "scoreUnit": "ns/op"}},
       {"benchmark": "b.Lattice.ntt", "mode": "avgt", "params": {"kernels": "auto"},
        "primaryMetric": {"score": 3, "scoreUnit": "ns/op"}}]
      """;

  private final JsonNode runs = parse();

  @Test
  void setsKernelsAgainstTheReferenceOfTheSameRun() {
    Map<String, Object> json = KernelTable.json(runs);
    assertThat(json.get("Add.accumulator bits=2048"))
        .isEqualTo(Map.of("score", 100.0, "unit", "ops/s", "ratio", 5.0));
    assertThat(json.get("Lattice.ntt kernels=auto"))
        .isEqualTo(Map.of("score", 3.0, "unit", "ns/op", "ratio", 3.0));
  }

  @Test
  void givesNoRatioWithoutAReference() {
    Map<String, Object> json = KernelTable.json(runs);
    assertThat(json.get("Add.accumulator bits=3072"))
        .isEqualTo(Map.of("score", 60.0, "unit", "ops/s"));
    assertThat(json.get("Lattice.ntt kernels=plain"))
        .isEqualTo(Map.of("score", 9.0, "unit", "ns/op"));
  }

  @Test
  void printsOneLinePerKernel() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    KernelTable.print(runs, new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(5)
        .anyMatch(line -> line.contains("accumulator bits=2048") && line.endsWith("5.00 x"));
  }

  private static JsonNode parse() {
    try {
      return new ObjectMapper().readTree(RUNS);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
