package dev.tributary.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  private static final Path EXAMPLE = Path.of("../../conf/aggregator.yaml");

  @TempDir private Path folder;

  @Test
  void theExampleLoadsAndShowsTheDefaults() throws IOException {
    AggregatorConfig example = ConfigFile.load(EXAMPLE);
    Path least = write("identity: {certificate: c, key: k, trust: t}\ndata: d\n");
    AggregatorConfig defaults = ConfigFile.load(least);
    assertThat(defaults.listen()).isEqualTo(example.listen());
    assertThat(defaults.operations()).isEqualTo(example.operations());
    assertThat(defaults.limits()).isEqualTo(example.limits());
    assertThat(defaults.key()).isEqualTo(folder.resolve("k"));
    assertThat(example.limits().lease()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void unknownKeyNamesTheNearest() {
    assertRefused("identity: {certificat: c, key: k, trust: t}\ndata: d\n", "identity.certificate");
    assertRefused(
        "identity: {certificate: c, key: k, trust: t}\ndata: d\nquota_wait: 1s\n", "quota-wait");
  }

  @Test
  void keyThatResemblesNoneNamesAll() throws IOException {
    Path root = write("identity: {certificate: c, key: k, trust: t}\ndata: d\npassword: x\n");
    assertThatThrownBy(() -> ConfigFile.load(root))
        .isInstanceOf(FederationException.class)
        .hasMessage(
            "%s: unknown key 'password'. Known keys: format, listen, operations, identity, data,"
                + " max-message, max-runs, lease, retention, quota-wait, per-party, strangers",
            root);
    assertRefused(
        "identity: {certificate: c, key: k, trust: t, password: x}\ndata: d\n",
        "unknown key 'identity.password'. Known keys: certificate, key, trust");
  }

  @Test
  void wrongValuesSayWhatIsDue() {
    String base = "identity: {certificate: c, key: k, trust: t}\ndata: d\n";
    assertRefused(base + "lease: soon\n", "lease: must be a time");
    assertRefused(base + "per-party: {stored: 1 elephant}\n", "must be a size");
    assertRefused(base + "listen: nowhere\n", "must be host:port");
    assertRefused(base + "format: 2\n", "format must be 1");
    assertRefused("data: d\n", "identity is missing");
    assertRefused("- a\n", "must be a mapping");
    assertRefused("a: [\n", "not valid YAML");
  }

  private void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> ConfigFile.load(write(yaml)))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(message);
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("aggregator.yaml"), yaml);
  }
}
