package dev.tributary.transport;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.ExchangeSupplier;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import java.time.Duration;

/**
 * Opens a party's exchange inside its executors. Carries what is good for this run only: the
 * aggregator's address, the CA certificate, the run's token and the run's keys. It travels inside
 * the party's own cluster (Java-serialised by Spark), which therefore must encrypt its network and
 * its disks.
 */
public final class GrpcExchangeSupplier implements ExchangeSupplier {
  private static final long serialVersionUID = 1L;

  private final AggregatorAddress address;
  private final byte[] trustPem;
  private final RunId run;
  private final PartyId self;
  private final byte[] token;
  private final RunKeys keys;
  private final Duration patience;

  GrpcExchangeSupplier(
      AggregatorAddress address,
      byte[] trustPem,
      RunId run,
      PartyId self,
      byte[] token,
      RunKeys keys,
      Duration patience) {
    this.address = address;
    this.trustPem = trustPem.clone();
    this.run = run;
    this.self = self;
    this.token = token.clone();
    this.keys = keys;
    this.patience = patience;
  }

  /** In the driver's own JVM (local mode) the driver's exchange, elsewhere one per JVM. */
  @Override
  public Exchange exchange() {
    return ExchangeCache.exchange(run, self, this::connect);
  }

  /** A connection of its own, as an executor in another JVM has it. */
  Exchange connectRemote() {
    ExchangeCache.Entry entry = connect();
    entry.watch(() -> ExchangeCache.remove(run, self));
    return entry.exchange();
  }

  private ExchangeCache.Entry connect() {
    MailboxClient client = MailboxClient.forExecutor(address, trustPem, token, patience);
    Heartbeat heartbeat = Heartbeat.start(client, run, ExchangeCache.REPORT_INTERVAL);
    return new ExchangeCache.Entry(
        new GrpcExchange(client, run, self, keys, null), heartbeat, client::end);
  }

  @Override
  public String toString() {
    return "GrpcExchangeSupplier[" + run + ", " + self + ", " + address + "]";
  }
}
