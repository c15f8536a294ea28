package dev.tributary.transport;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The exchanges of this JVM, one per run and party, so that all tasks share one connection. */
final class ExchangeCache {
  /** How often an executor reports its traffic, and so learns that the run is over. */
  static final Duration REPORT_INTERVAL = Duration.ofSeconds(1);

  private static final ConcurrentHashMap<String, Entry> ENTRIES = new ConcurrentHashMap<>();

  private ExchangeCache() {}

  static Exchange exchange(RunId run, PartyId self, Supplier<Entry> connect) {
    return ENTRIES.computeIfAbsent(key(run, self), k -> connect.get()).exchange;
  }

  /** Makes the driver's exchange the one that tasks in the same JVM get. */
  static void register(RunId run, PartyId self, Exchange exchange) {
    ENTRIES.put(key(run, self), new Entry(exchange, null));
  }

  static void remove(RunId run, PartyId self) {
    Entry entry = ENTRIES.remove(key(run, self));
    if (entry != null && entry.heartbeat != null) {
      entry.heartbeat.close();
      entry.exchange.close();
    }
  }

  private static String key(RunId run, PartyId self) {
    return run + "|" + self;
  }

  /** An exchange with the heartbeat that it owns, or null where the session owns both. */
  static final class Entry {
    private final Exchange exchange;
    private final Heartbeat heartbeat;

    Entry(Exchange exchange, Heartbeat heartbeat) {
      this.exchange = exchange;
      this.heartbeat = heartbeat;
    }

    Exchange exchange() {
      return exchange;
    }
  }
}
