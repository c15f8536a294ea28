package dev.tributary.transport;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The exchanges of this JVM, one per run and party, so that all tasks share one connection. */
final class ExchangeCache {
  /** How often an executor reports its traffic, and so learns that the run is over. */
  static final Duration REPORT_INTERVAL = Duration.ofSeconds(1);

  private static final ConcurrentHashMap<String, Entry> ENTRIES = new ConcurrentHashMap<>();

  private ExchangeCache() {}

  static Exchange exchange(RunId run, PartyId self, Supplier<Entry> connect) {
    Entry entry = ENTRIES.computeIfAbsent(key(run, self), k -> connect.get());
    entry.watch(
        () -> remove(run, self)); // not while it is being put in: a run that is over takes it out
    return entry.exchange;
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
    private Consumer<FederationException> over;

    Entry(Exchange exchange, Heartbeat heartbeat) {
      this(exchange, heartbeat, null);
    }

    /**
     * @param over told once when the run is over
     */
    Entry(Exchange exchange, Heartbeat heartbeat, Consumer<FederationException> over) {
      this.exchange = exchange;
      this.heartbeat = heartbeat;
      this.over = over;
    }

    /** From now on the run's end is told, and then the entry taken out; once. */
    synchronized void watch(Runnable takeOut) {
      Consumer<FederationException> told = over;
      over = null;
      if (told != null) {
        heartbeat.onAbort(
            reason -> {
              told.accept(reason);
              takeOut.run();
            });
      }
    }

    Exchange exchange() {
      return exchange;
    }
  }
}
