package dev.tributary.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.aggregator.admission.StrangerLimits;
import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.aggregator.session.SessionLimits;
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
    assertThat(defaults.limits().perParty()).isEqualTo(PartyLimits.defaults());
    assertThat(defaults.strangers()).isEqualTo(example.strangers());
    assertThat(defaults.maxMessage()).isEqualTo(example.maxMessage());
    assertThat(defaults.key()).isEqualTo(folder.resolve("k"));
    assertThat(example.limits().lease()).isEqualTo(Duration.ofSeconds(30));
  }

  /** A key that is read from another's place would go unnoticed where all have their defaults. */
  @Test
  void everyLimitHasItsKey() throws IOException {
    AggregatorConfig config =
        ConfigFile.load(
            write(
                """
                identity: {certificate: c, key: k, trust: t}
                data: d
                max-message: 3MB
                max-runs: 7
                lease: 11s
                retention: 12s
                quota-wait: 13s
                per-party:
                  runs: 1
                  remembered: 2
                  stored: 4MB
                  pieces: 5
                  calls: 6
                  waits: 8
                  connections: 9
                  arriving: 10MB
                  records: 14
                strangers: {connections: 15, time: 16s}
                """));

    assertThat(config.maxMessage()).isEqualTo(3 << 20);
    assertThat(config.strangers()).isEqualTo(new StrangerLimits(15, Duration.ofSeconds(16)));
    assertThat(config.limits())
        .isEqualTo(
            new SessionLimits(
                new PartyLimits(1, 2, 4 << 20, 5, 6, 8, 9, 10 << 20, 14),
                Duration.ofSeconds(13),
                Duration.ofSeconds(11),
                Duration.ofSeconds(12),
                7));
  }

  @Test
  void limitsThatCannotWorkAreRefused() {
    String base = "identity: {certificate: c, key: k, trust: t}\ndata: d\n";
    assertRefused(base + "per-party: {waits: 0}\n", "per-party.waits: must be a whole number of 1");
    assertRefused(base + "per-party: {wait: 1}\n", "did you mean 'per-party.waits'?");
    assertRefused(base + "strangers: {time: 999ms}\n", "strangers.time must be at least 1s");
    assertRefused(
        base + "max-message: 1114111\n",
        "max-message must be 1114112 to 16777216 bytes. Provided value: 1114111");
    assertRefused(base + "max-message: 16777217\n", "Provided value: 16777217");
    assertRefused(base + "per-party: {arriving: 2097151}\n", "must be at least max-message");
    assertRefused(base + "per-party: {stored: 2097151}\n", "must be at least max-message");
  }

  @Test
  void limitsAreMetExactly() throws IOException {
    String base = "identity: {certificate: c, key: k, trust: t}\ndata: d\n";
    AggregatorConfig least =
        ConfigFile.load(
            write(
                base
                    + "max-message: 1114112\nlease: 1s\nretention: 1s\nstrangers: {time: 1s}\n"
                    + "per-party: {arriving: 1114112, stored: 1114112}\n"));
    assertThat(least.maxMessage()).isEqualTo(1114112);
    assertThat(least.limits().lease()).isEqualTo(Duration.ofSeconds(1));
    assertThat(least.limits().retention()).isEqualTo(Duration.ofSeconds(1));
    assertThat(ConfigFile.load(write(base + "max-message: 16MB\n")).maxMessage())
        .isEqualTo(16 << 20);
    assertRefused(base + "lease: 999ms\n", "lease must be at least 1s");
    assertRefused(base + "retention: 999ms\n", "retention must be at least 1s");
  }

  @Test
  void metricsNeedNotBeServed() throws IOException {
    String base = "identity: {certificate: c, key: k, trust: t}\ndata: d\n";

    assertThat(ConfigFile.load(write(base + "operations: none\n")).operations()).isEmpty();
    assertThat(ConfigFile.load(write(base + "operations: h:1\n")).operations())
        .contains(new ListenAddress("h", 1));
    assertRefused(base + "operations: nowhere\n", "operations: address must be host:port");
  }

  @Test
  void pathsBeginAtTheFilesFolder() throws IOException {
    AggregatorConfig config =
        ConfigFile.load(write("identity: {certificate: c, key: k, trust: /t}\ndata: d\n"));
    assertThat(config.certificate()).isEqualTo(folder.resolve("c"));
    assertThat(config.trust()).isEqualTo(Path.of("/t"));
    assertThat(config.data()).isEqualTo(folder.resolve("d"));
  }

  @Test
  void valuesAreSingleAndFilesThere() {
    String identity = "identity: {certificate: c, key: k, trust: t}\n";
    assertRefused(identity + "data: [d]\n", "data must be a single value");
    assertRefused(identity + "data: {d: e}\n", "data must be a single value");
    assertRefused(identity, "data is missing");
    assertRefused("identity: {certificate: c, trust: t}\ndata: d\n", "identity.key is missing");
    assertRefused(identity + "data: d\nstrangers: 5\n", ": strangers must be a mapping");
    assertRefused("- a\n", ": it must be a mapping");
    assertRefused(identity + "data: d\nstrangers: {times: 1s}\n", "did you mean 'strangers.time'?");
    assertRefused(identity + "data: d\ndata: e\n", "not valid YAML");
    assertThatThrownBy(() -> ConfigFile.load(folder.resolve("none.yaml")))
        .isInstanceOf(FederationException.class)
        .hasMessageEndingWith("none.yaml does not exist: start from conf/aggregator.yaml");
    assertThatThrownBy(() -> ConfigFile.load(folder))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void unknownKeyNamesTheNearest() {
    assertRefused("identity: {certificat: c, key: k, trust: t}\ndata: d\n", "identity.certificate");
    assertRefused(
        "identity: {certificate: c, key: k, trust: t}\ndata: d\nquota_wait: 1s\n", "quota-wait");
  }

  /** What a misspelt key leaves unset must not be blamed on a key that is right. */
  @Test
  void unknownKeysComeBeforeValuesThatDoNotFit() {
    String base = "identity: {certificate: c, key: k, trust: t}\n";
    assertRefused(
        base + "data: d\nmax-message: 3MB\nper-party: {ariving: 9MB, stored: 1MB}\n",
        "did you mean 'per-party.arriving'?");
    assertRefused(
        base + "max-message: 1\nstrangers: {conections: 3}\n",
        "did you mean 'strangers.connections'?");
    assertRefused("identity: {certificat: c}\nformat: 2\n", "identity.certificate");
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
