package dev.tributary.fl.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.fuzz.DecoderCoverage;
import org.junit.jupiter.api.Test;

final class DecodersAreFuzzedTest {
  @Test
  void noDecoderOfThisModuleIsLeftOut() {
    assertThat(DecoderCoverage.missing()).isEmpty();
  }
}
