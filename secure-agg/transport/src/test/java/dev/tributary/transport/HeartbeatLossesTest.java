package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.AGGREGATOR;
import static dev.tributary.transport.TestFederation.LENDER;
import static dev.tributary.transport.TestFederation.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.RunId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a party hears of others without whom its run goes on. */
class HeartbeatLossesTest {
  private static final Duration FIVE = Duration.ofSeconds(5);

  @TempDir private Path folder;
  private WatchedAggregator aggregator;
  private MailboxClient client;
  private Heartbeat heartbeat;
  private final List<String> told = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws Exception {
    TestFederation federation = new TestFederation(folder);
    aggregator = new WatchedAggregator(federation.server(AGGREGATOR, "localhost"));
    client = MailboxClient.forDriver(aggregator.address(), federation.party(LENDER), SOON);
    heartbeat = Heartbeat.start(client, new RunId("spring-1"), Duration.ofHours(1));
    aggregator.nextBeat();
  }

  @AfterEach
  void stop() {
    heartbeat.close();
    client.close();
    aggregator.close();
  }

  private void tell(String party, Duration since) {
    told.add(party + " " + since);
  }

  @Test
  void nobodyIsLostUntilAnAnswerSaysSo() {
    heartbeat.onLost(this::tell);
    heartbeat.beat();

    assertThat(heartbeat.lost()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void aLossIsCountedFromTheLastSignOfLife() {
    aggregator.lose("bureau", FIVE.toMillis());
    heartbeat.beat();

    assertThat(heartbeat.lost()).containsOnlyKeys("bureau");
    assertThat(heartbeat.lost().get("bureau")).isBetween(FIVE, FIVE.plus(SOON));
  }

  @Test
  void everyLossIsToldOnce() {
    heartbeat.onLost(this::tell);
    aggregator.lose("bureau", FIVE.toMillis());
    heartbeat.beat();
    heartbeat.beat();
    aggregator.lose("clinic", -1);
    heartbeat.beat();

    assertThat(told).containsExactly("bureau PT5S", "clinic PT0S");
  }

  @Test
  void whoListensLaterIsToldAtOnce() {
    aggregator.lose("bureau", FIVE.toMillis());
    heartbeat.beat();

    heartbeat.onLost(this::tell);

    assertThat(told).singleElement().asString().startsWith("bureau PT5");
  }

  @Test
  void noMorePartiesAreLostThanARunHas() {
    heartbeat.onLost(this::tell);
    for (int party = 0; party < 101; party++) {
      aggregator.lose("party-" + party, 0);
    }
    heartbeat.beat();

    assertThat(heartbeat.lost()).hasSize(100).doesNotContainKey("party-100");
    assertThat(told).hasSize(100);
  }

  @Test
  void noLongerNameIsKeptThanAPartyHas() {
    aggregator.lose("a".repeat(64), 0);
    aggregator.lose("b".repeat(65), 0);
    heartbeat.beat();

    assertThat(heartbeat.lost()).containsOnlyKeys("a".repeat(64));
  }
}
