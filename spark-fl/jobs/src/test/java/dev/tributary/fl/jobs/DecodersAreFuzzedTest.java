package dev.tributary.fl.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.fuzz.DecoderCoverage;
import org.junit.jupiter.api.Test;

class DecodersAreFuzzedTest {
  @Test
  void everyDecoderOfThisModuleHasAFuzzTest() {
    assertThat(DecoderCoverage.missing()).isEmpty();
  }
}
