package dev.tributary.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.fuzz.DecoderCoverage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DecodersAreFuzzedTest {
  @Test
  void everyDecoderOfThisModuleHasAFuzzTest() {
    assertThat(DecoderCoverage.missing()).isEmpty();
  }

  /** Whose bytes come from other parties too; its own tests know nothing of messages. */
  @Test
  void everyDecoderOfTheKernelsHasAFuzzTestHere() {
    assertThat(DecoderCoverage.missingOf(Path.of("../crypto/src/main/java"))).isEmpty();
  }
}
