package dev.tributary.transport;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.ExchangeContract;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract over loopback, through an aggregator that keeps pieces in memory. */
class GrpcExchangeTest extends ExchangeContract {
  @TempDir private Path folder;
  private TwoSessions sessions;

  @BeforeEach
  void open() throws Exception {
    sessions = TwoSessions.honest(folder);
  }

  @AfterEach
  void close() {
    sessions.close();
  }

  @Override
  protected RunId run() {
    return sessions.of(LENDER).run();
  }

  @Override
  protected Exchange end(PartyId party) {
    return sessions.of(party).exchange();
  }
}
