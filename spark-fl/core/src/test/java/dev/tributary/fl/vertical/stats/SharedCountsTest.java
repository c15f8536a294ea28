package dev.tributary.fl.vertical.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SharedCountsTest {
  private static final PartyId LENDER = new PartyId("lender");
  private static final PartyId BUREAU = new PartyId("bureau");
  private static final PartyId RETAILER = new PartyId("retailer");
  private static final List<PartyId> ALL = List.of(LENDER, BUREAU, RETAILER);
  private static final long ROWS = 200;
  private final InMemoryMailbox mailbox = new InMemoryMailbox();

  private FederatedSession session(PartyId self) {
    Exchange end = mailbox.exchange(self);
    return new FederatedSession(
        self,
        Roster.vertical(ALL),
        new RunId("r"),
        0,
        end,
        new LocalCompute(end, 1),
        Duration.ofSeconds(10));
  }

  @Test
  void everyPartyHearsTheSame() {
    Map<PartyId, TableCounts> told =
        Map.of(
            LENDER, new TableCounts(40, 0),
            BUREAU, new TableCounts(1000, 30_000),
            RETAILER, new TableCounts(1, ROWS));
    List<CompletableFuture<Map<PartyId, TableCounts>>> heard =
        ALL.stream()
            .map(
                party ->
                    CompletableFuture.supplyAsync(
                        () -> SharedCounts.exchange(session(party), ROWS, told.get(party))))
            .toList();
    for (CompletableFuture<Map<PartyId, TableCounts>> end : heard) {
      assertThat(end.join()).isEqualTo(told);
      assertThat(end.join().keySet()).containsExactly(LENDER, BUREAU, RETAILER);
    }
    assertThat(told.get(BUREAU).missingRate(ROWS)).isEqualTo(0.15);
    assertThat(told.get(RETAILER).missingRate(ROWS)).isEqualTo(1);
    assertThat(new TableCounts(3, 0).missingRate(0)).isZero();
  }

  @Test
  void impossibleCountsAreTheirSendersFault() {
    FederatedSession bureau = session(BUREAU);
    bureau
        .exchange()
        .send(bureau.to(LENDER, 0, "stats/counts"), new TableCounts(2, 2 * ROWS + 1).encode());
    assertThatThrownBy(() -> SharedCounts.exchange(session(LENDER), ROWS, new TableCounts(1, 0)))
        .hasMessageContaining("bureau")
        .hasMessageContaining("missing cells must be 0 to 400. Provided value: 401")
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.PEER));
  }

  @Test
  void decoderIsStrict() {
    byte[] valid = new TableCounts(7, 9).encode();
    assertThat(TableCounts.decode(valid, ROWS)).isEqualTo(new TableCounts(7, 9));
    assertThat(TableCounts.decode(new TableCounts(2, 400).encode(), ROWS).missingCells())
        .isEqualTo(400);
    for (TableCounts bad :
        List.of(
            new TableCounts(0, 0),
            new TableCounts(TableCounts.MAX_COLUMNS + 1, 0),
            new TableCounts(1, -1),
            new TableCounts(1, 201))) {
      assertThatThrownBy(() -> TableCounts.decode(bad.encode(), ROWS))
          .as(bad.toString())
          .isInstanceOf(MalformedMessageException.class);
    }
    DecoderFuzz.run("TableCounts", bytes -> TableCounts.decode(bytes, ROWS), valid);
  }
}
