package dev.tributary.fl.jobs.run;

import static dev.tributary.fl.jobs.run.ClusterProtection.UNENCRYPTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.network.util.MapConfigProvider;
import org.apache.spark.network.util.TransportConf;
import org.junit.jupiter.api.Test;

/**
 * With the three properties that Safeguards asks for, Spark still goes on without encryption where
 * the handshake of its own cipher fails: whoever is between driver and executor only has to spoil
 * one message.
 */
class SaslFallbackTest {
  private static final Map<String, String> ASKED_FOR =
      Map.of(
          "spark.authenticate", "true",
          "spark.network.crypto.enabled", "true",
          "spark.io.encryption.enabled", "true");

  @Test
  void aChannelThatCanBeTalkedOutOfItsCipherIsNotEncrypted() {
    TransportConf transport = new TransportConf("rpc", new MapConfigProvider(ASKED_FOR));
    assertThat(transport.saslFallback()).isTrue();
    assertThat(transport.saslEncryption()).isFalse();
    assertThat(transport.saslServerAlwaysEncrypt()).isFalse();

    SparkConf conf = new SparkConf(false);
    ASKED_FOR.forEach(conf::set);
    assertThat(ClusterProtection.of(conf)).isEqualTo(UNENCRYPTED);
  }
}
