package dev.tributary.aggregator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.transport.TransportFormat;
import dev.tributary.transport.proto.HeartbeatReply;
import dev.tributary.transport.proto.HelloReply;
import dev.tributary.transport.proto.HelloRequest;
import dev.tributary.transport.proto.PartyStatus;
import dev.tributary.transport.proto.RunStatus;
import dev.tributary.transport.proto.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown of runs, and what ends them from outside. */
class OperatorCallsTest {
  private static final List<String> BOTH = List.of("bureau", "lender");
  private static final Step STEP =
      PlayedParty.step("sums", "lender", "bureau").toBuilder().setEpoch(3).build();

  @TempDir private Path folder;
  private LocalMailbox mailbox;
  private PlayedParty lender;
  private PlayedParty bureau;

  @BeforeEach
  void open() {
    mailbox = new LocalMailbox(folder, PartyLimits.defaults());
    lender = mailbox.driver("lender");
    bureau = mailbox.driver("bureau");
  }

  @AfterEach
  void close() {
    mailbox.close();
  }

  @Test
  void aStatusSaysWhereARunIsAndWhatItsPartiesDid() {
    String run = PlayedParty.activate("spring", lender, bureau);
    lender.commit(run, STEP, "manifest", "piece").reply();
    bureau.await(run, STEP, 100).reply();
    lender.finish(run).reply();

    RunStatus status = bureau.status("spring").reply().getRuns(0);
    assertThat(status.getName()).isEqualTo("spring");
    assertThat(status.getRun()).isEqualTo(run);
    assertThat(status.getState()).isEqualTo("active");
    assertThat(status.getReason()).isEmpty();
    assertThat(status.getEpoch()).isEqualTo(3);
    assertThat(status.getLastStep()).isEqualTo("sums");
    assertThat(status.getStoredBytes()).isEqualTo("manifestpiece".length());
    assertThat(status.getAgeMillis()).isBetween(0L, 60_000L);
    PartyStatus first = status.getParties(0);
    assertThat(first.getParty()).isEqualTo("bureau");
    assertThat(first.getJoined()).isTrue();
    assertThat(first.getFinished()).isFalse();
    assertThat(first.getFetchedBytes()).isEqualTo("piece".length());
    assertThat(first.getPutBytes()).isZero();
    PartyStatus second = status.getParties(1);
    assertThat(second.getFinished()).isTrue();
    assertThat(second.getPutBytes()).isEqualTo("piece".length());
  }

  @Test
  void aStatusIsOfOneNameOrOfAll() {
    lender.open("spring", BOTH).reply();
    lender.open("autumn", BOTH).reply();

    assertThat(lender.status("autumn").reply().getRunsList())
        .extracting(RunStatus::getName)
        .containsExactly("autumn");
    assertThat(lender.status("").reply().getRunsList())
        .extracting(RunStatus::getName)
        .containsExactly("spring", "autumn");
    assertThat(lender.status("summer").reply().getRunsList()).isEmpty();
  }

  @Test
  void aCancellationEndsTheRunOfItsNameAndSaysWhy() {
    String run = PlayedParty.activate("spring", lender, bureau);
    String other = PlayedParty.activate("autumn", lender, bureau);
    lender.cancel("spring", "wrong\ntable " + "x".repeat(1000)).reply();

    assertThat(bureau.heartbeat(run).reply().getReason())
        .startsWith("lender cancelled the run: wrong table xxx")
        .hasSize("lender cancelled the run: ...".length() + 400);
    assertThat(bureau.heartbeat(other).reply().getAborted()).isFalse();
    assertThat(lender.cancel("spring", "again").refusal())
        .contains("lender has no run 'spring' under way");
    assertThat(bureau.status("spring").reply().getRuns(0).getReason())
        .startsWith("lender cancelled the run: wrong table");
  }

  @Test
  void aHeartbeatTellsOfTheEndAndWhetherItIsNobodysFault() {
    String fault = PlayedParty.activate("spring", lender, bureau);
    assertThat(bureau.heartbeat(fault).reply()).isEqualTo(HeartbeatReply.getDefaultInstance());
    lender.abort(fault, "no data").reply();
    String agreed = PlayedParty.activate("autumn", lender, bureau);
    lender.abortAgreed(agreed, "too few in common").reply();

    HeartbeatReply ofFault = bureau.heartbeat(fault).reply();
    assertThat(ofFault.getAborted()).isTrue();
    assertThat(ofFault.getReason()).isEqualTo("lender gave up: no data");
    assertThat(ofFault.getAgreed()).isFalse();
    assertThat(bureau.heartbeat(agreed).reply().getAgreed()).isTrue();
    assertThat(bureau.abort(agreed, "later").reply().getAgreed()).isTrue();
    assertThat(bureau.abort(fault, "later").reply().getAgreed()).isFalse();
  }

  @Test
  void whoSaysHelloHearsVersionsAndTheLease() {
    HelloRequest same = HelloRequest.newBuilder().setFormat(TransportFormat.CURRENT).build();
    HelloReply reply = lender.hello(same).reply();
    assertThat(reply.getFormat()).isEqualTo(TransportFormat.CURRENT);
    assertThat(reply.getSoftware()).isEqualTo(TransportFormat.software());
    assertThat(reply.getLeaseMillis()).isEqualTo(LocalMailbox.days(1).toMillis());

    for (int more : new int[] {-1, 1}) {
      int format = TransportFormat.CURRENT + more;
      assertThat(
              lender
                  .hello(same.toBuilder().setFormat(format).setSoftware("other 1\n").build())
                  .refusal())
          .contains(
              "other 1 speaks transport format %d, this aggregator (%s) format %d: run the same version"
                  .formatted(format, TransportFormat.software(), TransportFormat.CURRENT));
    }
  }

  @Test
  void aCallWaitsAtMostAsLongAsTheAggregatorLetsIt() {
    Waits waits = new Waits(Duration.ofMillis(50));

    assertThat(waits.bounded(-1)).isEqualTo(Duration.ZERO);
    assertThat(waits.bounded(49)).isEqualTo(Duration.ofMillis(49));
    assertThat(waits.bounded(Long.MAX_VALUE)).isEqualTo(Duration.ofMillis(50));
    assertThat(Waits.before(-1)).isEqualTo(Duration.ZERO);
    assertThat(Waits.before(51)).isEqualTo(Duration.ofMillis(51));
    assertThat(Waits.before(Long.MAX_VALUE)).isEqualTo(Duration.ofDays(365));
  }

  @Test
  void trafficIsCounted() {
    String run = PlayedParty.activate("spring", lender, bureau);
    lender.put(run, STEP, 0, "sealed").reply();
    lender.commit(run, STEP, "manifest").reply();
    Step next = STEP.toBuilder().setRound(1).build();
    lender.commit(run, next, "manifest", "piece").reply();
    bureau.await(run, next, 100).reply();
    assertThat(mailbox.traffic().refusals()).isZero();
    bureau.put(run, STEP, 0, "forged");
    bureau.fetch(run, STEP, 9, 0);

    assertThat(mailbox.traffic().putBytes()).isEqualTo("sealedpiece".length());
    assertThat(mailbox.traffic().pieces()).isEqualTo(2);
    assertThat(mailbox.traffic().commits()).isEqualTo(2);
    assertThat(mailbox.traffic().fetchedBytes()).isEqualTo("piece".length());
    assertThat(mailbox.traffic().refusals()).isEqualTo(2);
  }
}
