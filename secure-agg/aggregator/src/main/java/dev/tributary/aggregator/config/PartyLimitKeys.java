package dev.tributary.aggregator.config;

import dev.tributary.aggregator.quota.PartyLimits;

/** The keys of {@code per-party}. */
final class PartyLimitKeys {
  static final String[] NAMES = {
    "runs", "remembered", "stored", "pieces", "calls", "waits", "connections", "arriving", "records"
  };

  private PartyLimitKeys() {}

  static PartyLimits read(ConfigSection section) {
    PartyLimits defaults = PartyLimits.defaults();
    return new PartyLimits(
        count(section, "runs", defaults.runs()),
        count(section, "remembered", defaults.remembered()),
        section.parsed("stored", defaults.storedBytes() + "", Quantities::bytes),
        count(section, "pieces", defaults.files()),
        count(section, "calls", defaults.calls()),
        count(section, "waits", defaults.waits()),
        count(section, "connections", defaults.connections()),
        section.parsed("arriving", defaults.arrivingBytes() + "", Quantities::bytes),
        count(section, "records", defaults.records()));
  }

  private static int count(ConfigSection section, String key, int otherwise) {
    return section.parsed(key, otherwise + "", Quantities::count);
  }
}
