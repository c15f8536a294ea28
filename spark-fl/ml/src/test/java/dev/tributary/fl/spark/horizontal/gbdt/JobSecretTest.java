package dev.tributary.fl.spark.horizontal.gbdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.fl.training.SamplingSecret;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A secret that a party keeps draws alike where a job is repeated, and not in another job. */
class JobSecretTest {
  private static final SamplingSecret KEPT =
      SamplingSecret.of(SecretBytes.copyOf(new byte[SamplingSecret.BYTES]));

  @Test
  void drawsAreOfOneJob() {
    HorizontalGBT kept = new HorizontalGBT().setSamplingSecret(KEPT);
    String first = drawn(kept);

    assertThat(drawn(kept)).isEqualTo(first);
    assertThat(drawn(kept.setJobSha256("ab".repeat(32)))).isNotEqualTo(first);
    assertThat(drawn(kept.setJobSha256("cd".repeat(32))))
        .isNotEqualTo(drawn(kept.setJobSha256("")));
    assertThat(drawn(new HorizontalGBT())).isNotEqualTo(first);
  }

  private static String drawn(HorizontalGBT of) {
    return Arrays.toString(of.secret(of.settings()).stream("rows", 0, 0).bytes(16));
  }
}
