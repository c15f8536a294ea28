package dev.tributary.fl.spark.vertical;

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
    String first = drawn(GbtSettings.secret(new VerticalGBTClassifier(), KEPT));

    assertThat(drawn(GbtSettings.secret(new VerticalGBTClassifier(), KEPT))).isEqualTo(first);
    assertThat(drawn(GbtSettings.secret(new VerticalGBTClassifier().setMaxIter(7), KEPT)))
        .isNotEqualTo(first);
    assertThat(drawn(GbtSettings.secret(new VerticalGBTClassifier(), null))).isNotEqualTo(first);
  }

  private static String drawn(SamplingSecret secret) {
    return Arrays.toString(secret.stream("rows", 0, 0).bytes(16));
  }
}
