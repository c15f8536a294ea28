package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.AGGREGATOR;
import static dev.tributary.transport.TestFederation.LENDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.proto.PartyStatus;
import dev.tributary.transport.proto.PendingStep;
import dev.tributary.transport.proto.RunStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunOverviewTest {
  private static final RunStatus ENDED =
      RunStatus.newBuilder()
          .setName("spring")
          .setRun("spring-1")
          .setState("aborted")
          .setReason("lender gave up")
          .setLastStep("sums")
          .setStoredBytes(7)
          .setAgeMillis(61_999)
          .addParties(status("bureau", 1_999).setJoined(true))
          .addParties(status("clinic", 0))
          .addParties(status("lender", 5_000).setJoined(true).setFinished(true))
          .addParties(status("mill", 90_000).setJoined(true).setLost(true))
          .addParties(
              status("shop", 0)
                  .setJoined(true)
                  .addPending(pending("bureau", "sum/total", 12_999))
                  .addPending(pending("mill", "sum/masked", 0)))
          .build();

  @TempDir private Path folder;
  private FakeAggregator aggregator;
  private RunOverview overview;

  @BeforeEach
  void connect() throws Exception {
    TestFederation federation = new TestFederation(folder);
    aggregator = new FakeAggregator(federation.server(AGGREGATOR, "localhost"));
    overview = RunOverview.connect(aggregator.address(), federation.party(LENDER));
  }

  @AfterEach
  void close() {
    overview.close();
    aggregator.close();
  }

  private static PartyStatus.Builder status(String party, long silent) {
    return PartyStatus.newBuilder()
        .setParty(party)
        .setSilentMillis(silent)
        .setPutBytes(10)
        .setFetchedBytes(20);
  }

  private static PendingStep.Builder pending(String from, String name, long millis) {
    return PendingStep.newBuilder().setFrom(from).setName(name).setWaitedMillis(millis);
  }

  @Test
  void saysWhereARunStands() {
    aggregator.remember(ENDED);
    aggregator.remember(
        RunStatus.newBuilder().setName("autumn").setRun("autumn-1").setState("joining").build());

    assertThat(overview.lines(""))
        .containsExactly(
            "spring (spring-1): aborted for 61 s: lender gave up, last step sums, 7 bytes stored",
            "  bureau: joined, last heard 1 s ago, sent 10 bytes, fetched 20",
            "  clinic: awaited, last heard 0 s ago, sent 10 bytes, fetched 20",
            "  lender: finished, last heard 5 s ago, sent 10 bytes, fetched 20",
            "  mill: lost, the run goes on without it, last heard 90 s ago, sent 10 bytes, fetched 20",
            "  shop: joined, has waited 12 s for bureau (sum/total), 0 s for mill (sum/masked), last"
                + " heard 0 s ago, sent 10 bytes, fetched 20",
            "autumn (autumn-1): joining for 0 s, 0 bytes stored");
    assertThat(overview.lines("autumn")).hasSize(1);
    assertThat(overview.lines("winter")).isEmpty();
  }

  @Test
  void whatAnAggregatorSaysMovesNoCursor() {
    aggregator.remember(
        RunStatus.newBuilder()
            .setName("a\n\u001b[2J")
            .setReason("x".repeat(3_000))
            .addParties(status("b\rc", 0).addPending(pending("d\n", "\u001b[2J", 0)))
            .addParties(status("e", 0).addPending(pending("f", "x".repeat(3_000), 0)))
            .build());

    assertThat(overview.lines(""))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).matches("\\P{Cntrl}{1,2003}"));
  }

  @Test
  void whatIsClosedIsConnectedNoMore() throws Exception {
    overview.lines("");
    assertThat(aggregator.connections().count()).isOne();

    overview.close();

    assertThat(aggregator.connections().allClosed()).isTrue();
  }

  @Test
  void cancelEndsTheRun() {
    overview.cancel("spring", "wrong quarter");

    assertThat(aggregator.heard()).containsExactly("cancel lender");
    assertThat(aggregator.mailbox().aborted())
        .hasValueSatisfying(
            told -> assertThat(told).hasMessage("lender cancelled spring: wrong quarter"));
  }
}
