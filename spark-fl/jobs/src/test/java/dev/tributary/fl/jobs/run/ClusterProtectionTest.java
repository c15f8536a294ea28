package dev.tributary.fl.jobs.run;

import static dev.tributary.fl.jobs.run.ClusterProtection.ENCRYPTED;
import static dev.tributary.fl.jobs.run.ClusterProtection.UNENCRYPTED;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class ClusterProtectionTest {
  @Test
  void everyKindOfEncryptionIsNeeded() {
    SparkConf conf = new SparkConf(false);
    for (String key :
        new String[] {
          "spark.authenticate", "spark.network.crypto.enabled", "spark.io.encryption.enabled"
        }) {
      assertThat(ClusterProtection.of(conf)).isEqualTo(UNENCRYPTED);
      conf.set(key, "true");
    }
    assertThat(ClusterProtection.of(conf)).isEqualTo(UNENCRYPTED);
    conf.set("spark.network.crypto.saslFallback", "false");
    assertThat(ClusterProtection.of(conf)).isEqualTo(ENCRYPTED);
  }
}
