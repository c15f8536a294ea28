package dev.tributary.fl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sums cost in bytes; the benchmark itself refuses a total that is wrong. */
class SumBenchTest {
  @ParameterizedTest
  @CsvSource({"2, 0", "5, 0", "5, 1", "20, 6"})
  void uploadsAreThePlainVectorsAndAllBytesTwiceThose(int parties, int lost) {
    Map<String, Object> fields = new SumBench(parties, 200_000, lost).run().fields();
    assertThat(fields.get("upload-ratio"))
        .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
        .isBetween(1.0, 1.05);
    assertThat(fields.get("bytes-ratio"))
        .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
        .isBetween(1.5, 2.1);
  }
}
