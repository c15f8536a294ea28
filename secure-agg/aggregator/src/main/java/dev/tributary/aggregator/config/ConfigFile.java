package dev.tributary.aggregator.config;

import dev.tributary.aggregator.admission.StrangerLimits;
import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.aggregator.session.SessionLimits;
import dev.tributary.protocol.FederationException;
import dev.tributary.transport.TransportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the aggregator's YAML file; {@code conf/aggregator.yaml} explains every key. Relative paths
 * start at the file's folder.
 */
public final class ConfigFile {
  private static final long LEAST_MESSAGE = TransportFormat.MAX_ALONG + (1 << 16);

  private ConfigFile() {}

  /**
   * Loads and checks a file.
   *
   * @throws FederationException USER, naming the key and what it should be
   */
  public static AggregatorConfig load(Path file) {
    ConfigSection root = new ConfigSection(file.toString(), "", parse(file));
    Path base = file.toAbsolutePath().getParent();
    root.allow(
        "format",
        "listen",
        "operations",
        "identity",
        "data",
        "max-message",
        "max-runs",
        "lease",
        "retention",
        "quota-wait",
        "per-party",
        "strangers");
    // Keys before values: a value that a misspelt key should have set would be blamed for it.
    ConfigSection identity = root.optional("identity").allow("certificate", "key", "trust");
    ConfigSection strangers = root.optional("strangers").allow("connections", "time");
    ConfigSection limits = root.optional("per-party").allow(PartyLimitKeys.NAMES);
    if (!root.text("format", "1").equals("1")) {
      throw FederationException.user(
          "%s: format must be 1: this file is for another version of the aggregator", file);
    }
    root.section("identity");
    PartyLimits perParty = PartyLimitKeys.read(limits);
    return new AggregatorConfig(
        root.parsed("listen", "0.0.0.0:9440", ListenAddress::parse),
        Optional.of(root.text("operations", "127.0.0.1:9441"))
            .filter(value -> !value.equals("none"))
            .map(value -> root.parsed("operations", value, ListenAddress::parse)),
        base.resolve(identity.required("certificate")),
        base.resolve(identity.required("key")),
        base.resolve(identity.required("trust")),
        base.resolve(root.required("data")),
        maxMessage(root, perParty),
        strangers(strangers),
        new SessionLimits(
            perParty,
            root.parsed("quota-wait", "60s", Quantities::duration),
            positive(root, "lease", "30s"),
            positive(root, "retention", "24h"),
            root.parsed("max-runs", "100", Quantities::count)));
  }

  /** Room for a short piece with its manifest, and for the manifest of many pieces. */
  private static int maxMessage(ConfigSection root, PartyLimits perParty) {
    long bytes = root.parsed("max-message", "2MB", Quantities::bytes);
    if (bytes < LEAST_MESSAGE || bytes > TransportFormat.MAX_MESSAGE) {
      throw FederationException.user(
          "%s must be %d to %d bytes. Provided value: %d",
          root.path("max-message"), LEAST_MESSAGE, TransportFormat.MAX_MESSAGE, bytes);
    }
    if (perParty.arrivingBytes() < bytes || perParty.storedBytes() < bytes) {
      throw FederationException.user(
          "per-party.arriving and per-party.stored must be at least max-message, %d bytes."
              + " Provided values: %d, %d",
          bytes, perParty.arrivingBytes(), perParty.storedBytes());
    }
    return Math.toIntExact(bytes);
  }

  private static StrangerLimits strangers(ConfigSection section) {
    StrangerLimits defaults = StrangerLimits.defaults();
    return new StrangerLimits(
        section.parsed("connections", defaults.connections() + "", Quantities::count),
        positive(section, "time", defaults.time().toSeconds() + "s"));
  }

  private static Duration positive(ConfigSection root, String key, String otherwise) {
    Duration value = root.parsed(key, otherwise, Quantities::duration);
    if (value.compareTo(Duration.ofSeconds(1)) < 0) {
      throw FederationException.user(
          "%s must be at least 1s. Provided value: %s", root.path(key), value);
    }
    return value;
  }

  private static Object parse(Path file) {
    try {
      LoadSettings settings =
          LoadSettings.builder().setAllowDuplicateKeys(false).setLabel(file.toString()).build();
      return new Load(settings).loadFromString(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw FederationException.user(
          "configuration file %s does not exist: start from conf/aggregator.yaml", file);
    } catch (IOException e) {
      throw FederationException.user("%s cannot be read: %s", file, e.getMessage());
    } catch (YamlEngineException e) {
      throw FederationException.user(
          "%s is not valid YAML: %s", file, e.getMessage().replaceAll("\\s+", " "));
    }
  }
}
