package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.AGGREGATOR;
import static dev.tributary.transport.TestFederation.BUREAU;
import static dev.tributary.transport.TestFederation.LENDER;

import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The sessions of lender and bureau with an aggregator between them. */
final class TwoSessions implements AutoCloseable {
  private final TestFederation federation;
  private final FakeAggregator aggregator;
  private final Map<PartyId, GrpcSession> sessions;

  private TwoSessions(
      TestFederation federation, FakeAggregator aggregator, Map<PartyId, GrpcSession> sessions) {
    this.federation = federation;
    this.aggregator = aggregator;
    this.sessions = sessions;
  }

  static TwoSessions honest(Path folder) throws IOException {
    TestFederation federation = new TestFederation(folder);
    return open(federation, new FakeAggregator(federation.server(AGGREGATOR, "localhost")));
  }

  /** Opens both through this aggregator, which is closed with them. */
  static TwoSessions open(TestFederation federation, FakeAggregator aggregator) {
    CompletableFuture<GrpcSession> lender = start(federation, aggregator, LENDER);
    CompletableFuture<GrpcSession> bureau = start(federation, aggregator, BUREAU);
    return new TwoSessions(
        federation, aggregator, Map.of(LENDER, lender.join(), BUREAU, bureau.join()));
  }

  static CompletableFuture<GrpcSession> start(
      TestFederation federation, FakeAggregator aggregator, PartyId party) {
    CompletableFuture<GrpcSession> opened = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                opened.complete(
                    GrpcSession.open(
                        aggregator.address(),
                        federation.party(party),
                        TestFederation.spec(party, Map.of())));
              } catch (RuntimeException e) {
                opened.completeExceptionally(e);
              }
            },
            "opens " + party);
    thread.setDaemon(true);
    thread.start();
    return opened;
  }

  GrpcSession of(PartyId party) {
    return sessions.get(party);
  }

  GrpcSession lender() {
    return of(LENDER);
  }

  GrpcSession bureau() {
    return of(BUREAU);
  }

  TestFederation federation() {
    return federation;
  }

  FakeAggregator aggregator() {
    return aggregator;
  }

  /** A message from the lender to the bureau. */
  StepAddress step(String name) {
    return new StepAddress(lender().run(), 0, 0, name, LENDER, BUREAU);
  }

  @Override
  public void close() {
    sessions.values().forEach(GrpcSession::close);
    aggregator.close();
  }
}
