package dev.tributary.aggregator;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.ExchangeContract;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.transport.GrpcSession;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract over loopback with mutual TLS. */
class GrpcExchangeTest extends ExchangeContract {
  @TempDir private Path folder;
  private TestFederation federation;
  private Map<PartyId, GrpcSession> sessions;

  @BeforeEach
  void open() {
    federation = new TestFederation(folder);
    federation.start();
    sessions = federation.openBoth("contract");
  }

  @AfterEach
  void close() {
    sessions.values().forEach(GrpcSession::close);
    federation.close();
  }

  @Override
  protected RunId run() {
    return sessions.get(LENDER).run();
  }

  @Override
  protected Exchange end(PartyId party) {
    return sessions.get(party).exchange();
  }
}
