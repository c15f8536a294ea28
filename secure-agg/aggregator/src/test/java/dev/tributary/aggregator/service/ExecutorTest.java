package dev.tributary.aggregator.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.transport.proto.HeartbeatReply;
import dev.tributary.transport.proto.HelloRequest;
import dev.tributary.transport.proto.OpenReply;
import dev.tributary.transport.proto.Step;
import dev.tributary.transport.proto.Traffic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a token opens, and what not. */
class ExecutorTest {
  private static final List<String> BOTH = List.of("bureau", "lender");
  private static final Step STEP = PlayedParty.step("sums", "lender", "bureau");
  private static final long LONG_MILLIS = 60;

  @TempDir private Path folder;
  private LocalMailbox mailbox;
  private PlayedParty lender;
  private PlayedParty bureau;
  private String run;
  private PlayedParty executor;

  @BeforeEach
  void open() {
    mailbox = new LocalMailbox(folder, PartyLimits.defaults());
    lender = mailbox.driver("lender");
    bureau = mailbox.driver("bureau");
    OpenReply opened = lender.open("spring", BOTH).reply();
    run = PlayedParty.activate("spring", lender, bureau);
    executor = lender.executor(lender.open("other", BOTH).reply().getToken());
    assertThat(opened.getRun()).isEqualTo(run);
  }

  @AfterEach
  void close() {
    mailbox.close();
  }

  /** Joins again, as a process may as long as parties are awaited, and so gets a token. */
  private PlayedParty executorOf(String name) {
    OpenReply opened = lender.open(name, BOTH).reply();
    return lender.executor(opened.getToken());
  }

  @Test
  void aTokenIsOfOneRun() {
    assertThat(executor.heartbeat(run).refusal())
        .contains("the token is not one of run " + run + ": the run was started again");
    assertThat(executor.put(run, STEP, 0, "x").refusal()).isPresent();
    assertThat(mailbox.stored(run)).isEmpty();
  }

  @Test
  void theTokenOfADepartedDriverOpensNothing() {
    PlayedParty old = executorOf("autumn");
    String joining = lender.open("autumn", BOTH).reply().getRun();
    PlayedParty young = executorOf("autumn");
    bureau.open("autumn", BOTH).reply();
    lender.introduce(joining, "key 1").reply();
    bureau.introduce(joining, "key 2").reply();

    String gone = "the token is not one of run " + joining + ": the run was started again";
    assertThat(old.put(joining, STEP, 0, "x").refusal()).contains(gone);
    assertThat(old.fetch(joining, STEP, 0, 0).refusal()).contains(gone);
    assertThat(old.heartbeat(joining).refusal()).contains(gone);
    assertThat(young.put(joining, STEP, 0, "x").reply().getFirst()).isTrue();
  }

  @Test
  void anExecutorIsNoDriver() {
    PlayedParty own = executorOf("other");
    String other = lender.status("other").reply().getRuns(0).getRun();

    assertThat(
            Stream.of(
                    own.hello(HelloRequest.getDefaultInstance()),
                    own.open("other", BOTH),
                    own.introduce(other, "key"),
                    own.peers(other),
                    own.commit(other, STEP, "m"),
                    own.await(other, STEP, 0),
                    own.release(other, STEP),
                    own.abort(other, "because"),
                    own.finish(other),
                    own.status(""),
                    own.cancel("other", "because"))
                .map(answer -> answer.refusal().orElse("an answer")))
        .containsOnly("this call needs a party's certificate (subject CN=<party>, for client use)");
    assertThat(own.heartbeat(other).refusal()).isEmpty();
  }

  /** Only whoever can sign for the party keeps its lease. */
  @Test
  void anExecutorDoesNotKeepADeadDriverAlive() throws InterruptedException {
    PlayedParty own = executorOf("other");
    String other = lender.status("other").reply().getRuns(0).getRun();
    lender.heartbeat(other).reply();
    Thread.sleep(LONG_MILLIS);

    own.heartbeat(other).reply();
    assertThat(own.put(other, STEP, 0, "x").refusal()).isPresent();
    assertThat(own.fetch(other, STEP, 0, 0).refusal()).isPresent();
    assertThat(silence("other")).isGreaterThanOrEqualTo(LONG_MILLIS);
    lender.heartbeat(other).reply();
    assertThat(silence("other")).isLessThan(LONG_MILLIS);
  }

  private long silence(String name) {
    return lender.status(name).reply().getRuns(0).getPartiesList().stream()
        .filter(party -> party.getParty().equals("lender"))
        .findFirst()
        .orElseThrow()
        .getSilentMillis();
  }

  @Test
  void theDriverHearsWhatItsExecutorsMoved() {
    PlayedParty own = executorOf("other");
    String other = lender.status("other").reply().getRuns(0).getRun();
    own.reporting("first", 10, 3);
    own.heartbeat(other).reply();
    own.reporting("second", 5, 4);
    own.heartbeat(other).reply();
    own.reporting("first", 7, 1);
    own.heartbeat(other).reply();
    lender.reporting("lender", 100, 100);

    HeartbeatReply told = lender.heartbeat(other).reply();
    assertThat(told.getExecutorsSent()).isEqualTo(15);
    assertThat(told.getExecutorsReceived()).isEqualTo(7);
    assertThat(bureau.heartbeat(other).reply().getExecutorsSent()).isZero();
  }

  @Test
  void aReportComesWithEveryPieceThatIsPutOrFetched() {
    PlayedParty own = executorOf("autumn");
    String other = bureau.open("autumn", BOTH).reply().getRun();
    lender.introduce(other, "key 1").reply();
    bureau.introduce(other, "key 2").reply();
    own.reporting("first", 10, 3);
    own.put(other, STEP, 0, "x").reply();
    own.reporting("second", 5, 4);
    assertThat(own.fetch(other, STEP, 0, 0).refusal()).isPresent();

    HeartbeatReply told = lender.heartbeat(other).reply();
    assertThat(told.getExecutorsSent()).isEqualTo(15);
    assertThat(told.getExecutorsReceived()).isEqualTo(7);
  }

  @Test
  void ofAbsurdlyManyProcessesOnlyTheFirstAreCounted() {
    PlayedParty own = executorOf("other");
    String other = lender.status("other").reply().getRuns(0).getRun();
    for (int i = 0; i < 2_001; i++) {
      own.reporting("process " + i, 1, 2);
      own.heartbeat(other).reply();
    }
    own.reporting("process 0", 5, 2);
    own.heartbeat(other).reply();

    assertThat(lender.heartbeat(other).reply().getExecutorsSent()).isEqualTo(2_004);
  }

  /** Else processes invented for runs that are over would stay in memory as long as these do. */
  @Test
  void afterTheEndAndBeforeAPartyJoinsNoProcessIsCounted() {
    lender.reporting("first", 10, 3);
    lender.heartbeat(run).reply();
    lender.finish(run).reply();
    bureau.finish(run).reply();
    lender.reporting("late", 5, 5);
    HeartbeatReply finished = lender.heartbeat(run).reply();
    String given = PlayedParty.activate("autumn", lender, bureau);
    lender.abort(given, "enough").reply();
    HeartbeatReply aborted = lender.heartbeat(given).reply();
    String joining = lender.status("other").reply().getRuns(0).getRun();
    bureau.reporting("early", 5, 5);

    assertThat(finished.getExecutorsSent()).isEqualTo(10);
    assertThat(finished.getExecutorsReceived()).isEqualTo(3);
    assertThat(aborted.getExecutorsSent()).isZero();
    assertThat(bureau.heartbeat(joining).reply().getExecutorsSent()).isZero();
  }

  @Test
  void reportsHaveTheirBounds() {
    PlayedParty own = executorOf("other");
    String other = lender.status("other").reply().getRuns(0).getRun();
    Traffic.Builder report = Traffic.newBuilder().setInstance(ByteString.copyFrom(new byte[16]));

    own.reporting(report.build());
    assertThat(own.heartbeat(other).refusal()).isEmpty();
    for (Traffic broken :
        List.of(
            report.clone().setSent(-1).build(),
            report.clone().setReceived(-1).build(),
            report.clone().setInstance(ByteString.copyFrom(new byte[15])).build(),
            report.clone().setInstance(ByteString.copyFrom(new byte[17])).build())) {
      own.reporting(broken);
      Optional<String> refusal = own.heartbeat(other).refusal();
      assertThat(refusal)
          .contains("the aggregator refused a malformed message: a traffic report is broken");
    }
  }
}
