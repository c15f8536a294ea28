package dev.tributary.fl.spark.stage;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.ExchangeSupplier;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;

/**
 * All parties of a federation in one Spark application, which must run in local mode: to try an
 * analysis out in a notebook, where one person may see all data anyway. Protects nothing.
 *
 * <p>Parties call from a thread of their own, since each waits for the others. Messages are kept
 * until {@link #close}, after which nothing that was scored can be read. A call that failed aborts
 * the federation; make another then.
 */
public final class LocalFederation implements AutoCloseable {
  /** Tasks find the mailbox here: an object in a closure would be a copy. */
  private static final Map<String, InMemoryMailbox> MAILBOXES = new ConcurrentHashMap<>();

  private static final Duration STEP_TIMEOUT = Duration.ofMinutes(5);

  private final String id = UUID.randomUUID().toString();
  private final Map<String, SparkCompute> computes = new LinkedHashMap<>();
  private final Map<String, FederatedSessions> sessions = new LinkedHashMap<>();

  /**
   * @param workDirectory for the blocks of all parties
   * @param parties their names, the label party first
   */
  public LocalFederation(SparkSession spark, String workDirectory, String... parties) {
    this(spark, workDirectory, Roster.vertical(Arrays.stream(parties).map(PartyId::new).toList()));
  }

  /**
   * @param workDirectory for the blocks of all parties
   * @param roster the parties, and as what they take part
   */
  public LocalFederation(SparkSession spark, String workDirectory, Roster roster) {
    if (!spark.sparkContext().isLocal()) {
      throw FederationException.user(
          "a local federation needs Spark in local mode. Provided value: %s",
          spark.sparkContext().master());
    }
    MAILBOXES.put(id, new InMemoryMailbox());
    for (PartyId party : roster.parties()) {
      Supplier exchange = new Supplier(id, party);
      SparkCompute compute = new SparkCompute(spark, workDirectory + "/" + party.name(), exchange);
      computes.put(party.name(), compute);
      AtomicInteger uses = new AtomicInteger();
      sessions.put(
          party.name(),
          () ->
              new FederatedSession(
                  party,
                  roster,
                  new RunId(id + "." + uses.getAndIncrement()),
                  0,
                  exchange.exchange(),
                  compute,
                  STEP_TIMEOUT));
    }
  }

  /** Sessions of one party, a run of its own each; all parties' n-th sessions belong together. */
  public FederatedSessions sessions(String party) {
    FederatedSessions found = sessions.get(party);
    if (found == null) {
      throw FederationException.user(
          "parties are %s. Provided value: %s", sessions.keySet(), party);
    }
    return found;
  }

  /** Bytes of all messages so far. */
  public long bytes() {
    return MAILBOXES.get(id).bytesPut();
  }

  @Override
  public void close() {
    computes.values().forEach(SparkCompute::close);
    MAILBOXES.remove(id);
  }

  private record Supplier(String federation, PartyId self) implements ExchangeSupplier {
    @Override
    public Exchange exchange() {
      InMemoryMailbox mailbox = MAILBOXES.get(federation);
      if (mailbox == null) {
        throw FederationException.user("this local federation is closed");
      }
      return mailbox.exchange(self);
    }
  }
}
