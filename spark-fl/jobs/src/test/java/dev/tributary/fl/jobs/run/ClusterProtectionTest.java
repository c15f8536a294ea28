package dev.tributary.fl.jobs.run;

import static dev.tributary.fl.jobs.run.ClusterProtection.ENCRYPTED;
import static dev.tributary.fl.jobs.run.ClusterProtection.ONE_MACHINE;
import static dev.tributary.fl.jobs.run.ClusterProtection.UNENCRYPTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.PartyId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
    assertThat(ClusterProtection.of(conf)).isEqualTo(ENCRYPTED);
  }

  @Test
  void onlyAnUnencryptedClusterIsWarnedOf() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    Log log = new Log(new PartyId("bank"), new PrintStream(told, true, StandardCharsets.UTF_8));
    ONE_MACHINE.warn(log);
    ENCRYPTED.warn(log);
    assertThat(told.size()).isZero();
    UNENCRYPTED.warn(log);
    assertThat(told.toString(StandardCharsets.UTF_8))
        .startsWith("tributary bank: warning: ")
        .contains("spark.io.encryption.enabled");
  }
}
