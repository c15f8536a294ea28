package dev.tributary.aggregator.cli;

import dev.tributary.protocol.FederationException;
import dev.tributary.transport.AggregatorAddress;
import dev.tributary.transport.RunOverview;
import dev.tributary.transport.pki.Fingerprint;
import dev.tributary.transport.pki.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import picocli.CommandLine.Option;

/** As which party to call; only the connection part of the party's file is looked at. */
final class PartyOptions {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "PARTY.yaml",
      description = "The party's file, for its aggregator and identity.")
  private Path config;

  RunOverview connect() {
    Map<?, ?> party = map("the file", parse());
    Map<?, ?> aggregator = map("aggregator", party.get("aggregator"));
    Map<?, ?> identity = map("identity", party.get("identity"));
    Optional<String> via = Optional.ofNullable(aggregator.get("via")).map(String::valueOf);
    AggregatorAddress address =
        AggregatorAddress.parse(text("aggregator.address", aggregator.get("address")), via);
    return RunOverview.connect(
        Optional.ofNullable(aggregator.get("fingerprint"))
            .map(pin -> address.pinned(fingerprint(pin)))
            .orElse(address),
        Identity.load(
            path("identity.certificate", identity.get("certificate")),
            path("identity.key", identity.get("key")),
            path("identity.trust", identity.get("trust"))));
  }

  private Object parse() {
    try {
      return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(config));
    } catch (NoSuchFileException e) {
      throw FederationException.user("%s does not exist: give a PARTY.yaml", config);
    } catch (IOException e) {
      throw FederationException.user("%s cannot be read: %s", config, e.getMessage());
    } catch (YamlEngineException e) {
      throw FederationException.user(
          "%s is not valid YAML: %s", config, e.getMessage().replaceAll("\\s+", " "));
    }
  }

  private Map<?, ?> map(String key, Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw FederationException.user("%s: %s must be a mapping", config, key);
  }

  private String text(String key, Object value) {
    if (value == null) {
      throw FederationException.user("%s: %s is missing", config, key);
    }
    return value.toString();
  }

  private Fingerprint fingerprint(Object value) {
    try {
      return new Fingerprint(value.toString());
    } catch (IllegalArgumentException e) {
      throw FederationException.user("%s: aggregator.%s", config, e.getMessage());
    }
  }

  private Path path(String key, Object value) {
    return config.toAbsolutePath().resolveSibling(text(key, value));
  }
}
