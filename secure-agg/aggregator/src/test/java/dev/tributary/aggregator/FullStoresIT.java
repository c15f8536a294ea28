package dev.tributary.aggregator;

import static dev.tributary.aggregator.TestFederation.BUREAU;
import static dev.tributary.aggregator.TestFederation.LENDER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tributary.aggregator.cli.Main;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.transport.GrpcSession;
import dev.tributary.transport.SessionSpec;
import dev.tributary.transport.TransportFormat;
import dev.tributary.transport.pki.Fingerprint;
import dev.tributary.transport.proto.MailboxGrpc.MailboxStub;
import dev.tributary.transport.proto.PutFrame;
import dev.tributary.transport.proto.PutHeader;
import dev.tributary.transport.proto.PutReply;
import dev.tributary.transport.proto.Step;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two parties of a run of their own fill their stores and send on: each put waits for room, with
 * all that its call may have under way unread in the aggregator's memory. Others must not notice.
 */
class FullStoresIT {
  private static final PartyId MALLORY = new PartyId("mallory");
  private static final PartyId TRENT = new PartyId("trent");
  private static final int PUTS = 60;
  private static final int PUTS_PER_CONNECTION = 20;
  private static final int FRAMES = 5;
  private static final int MESSAGES = 100;
  private static final int MESSAGE_BYTES = 500_000;
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private TestFederation federation;
  private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void anHonestRunIsServedBesidePutsThatWaitForRoom() throws Exception {
    federation = new TestFederation(folder);
    Path log = folder.resolve("aggregator.log");
    Process aggregator =
        Jvm.startAggregator(
            folder,
            log,
            Jvm.ofMain("256m", Main.class),
            "per-party: {stored: 4MB}\nquota-wait: 300s\n");
    try {
      federation.use(Integer.parseInt(Jvm.awaitPort(log, aggregator)));
      Map<PartyId, GrpcSession> hostile = accomplices();
      try (HostileClient mallory = HostileClient.certified(federation, MALLORY);
          HostileClient trent = HostileClient.certified(federation, TRENT)) {
        RunId run = hostile.get(MALLORY).run();
        fill(mallory, run, MALLORY, TRENT);
        fill(trent, run, TRENT, MALLORY);
        while (refusals.size() < 2 * (PUTS - 1 - 32)) {
          assertThat(aggregator.isAlive()).isTrue();
          Thread.sleep(100);
        }
        Thread.sleep(3000); // for what is on its way to come in

        honestRun();
        assertThat(refusals).allMatch(text -> text.contains("raise per-party.waits"));
      }
      System.out.println(
          "aggregator: " + Jvm.memory(aggregator, "VmHWM").orElse(-1) + " kB at most");
      assertThat(aggregator.isAlive()).isTrue();
      hostile.values().forEach(GrpcSession::close);
    } finally {
      aggregator.destroy();
      aggregator.waitFor();
    }
  }

  private Map<PartyId, GrpcSession> accomplices() {
    Map<PartyId, Optional<Fingerprint>> pins = new HashMap<>();
    for (PartyId party : List.of(MALLORY, TRENT)) {
      pins.put(party, Optional.of(federation.issue(party, List.of(), Duration.ofDays(1))));
    }
    Map<PartyId, CompletableFuture<GrpcSession>> opening = new HashMap<>();
    for (PartyId party : pins.keySet()) {
      opening.put(
          party,
          federation.open(
              new SessionSpec("plot", TestFederation.JOB, party, pins, TestFederation.DEADLINES)));
    }
    Map<PartyId, GrpcSession> sessions = new HashMap<>();
    opening.forEach((party, session) -> sessions.put(party, session.join()));
    return sessions;
  }

  /** Pieces that never end, the first of which leaves no room for the others. */
  private void fill(HostileClient client, RunId run, PartyId from, PartyId to) throws Exception {
    PutFrame frame =
        PutFrame.newBuilder()
            .setSealed(ByteString.copyFrom(new byte[TransportFormat.MAX_FRAME]))
            .build();
    MailboxStub calls = null;
    for (int put = 0; put < PUTS; put++) {
      if (put % PUTS_PER_CONNECTION == 0) {
        calls = client.streams();
      }
      StreamObserver<PutFrame> piece = calls.put(new Refused());
      Step step = Step.newBuilder().setName("fill").setFrom(from.name()).setTo(to.name()).build();
      piece.onNext(
          PutFrame.newBuilder()
              .setHeader(PutHeader.newBuilder().setRun(run.value()).setStep(step).setShard(put))
              .build());
      for (int i = 0; i < FRAMES; i++) {
        piece.onNext(frame);
      }
    }
  }

  private final class Refused implements StreamObserver<PutReply> {
    @Override
    public void onNext(PutReply reply) {
      throw new AssertionError("no piece ends");
    }

    @Override
    public void onError(Throwable error) {
      refusals.add(String.valueOf(error.getMessage()));
    }

    @Override
    public void onCompleted() {}
  }

  private void honestRun() throws Exception {
    Map<PartyId, GrpcSession> sessions = federation.openBoth("spring");
    Exchange lender = sessions.get(LENDER).exchange();
    Exchange bureau = sessions.get(BUREAU).exchange();
    byte[] payload = new byte[MESSAGE_BYTES];
    new Random(7).nextBytes(payload);
    for (int round = 0; round < MESSAGES; round++) {
      StepAddress step =
          new StepAddress(sessions.get(LENDER).run(), 0, round, "sums", LENDER, BUREAU);
      lender.send(step, payload);
      assertThat(bureau.receive(step, SOON, MESSAGE_BYTES)).isEqualTo(payload);
      bureau.release(step);
    }
    CompletableFuture<Void> finished =
        CompletableFuture.runAsync(sessions.get(BUREAU)::finish, TestFederation.PARTIES);
    sessions.get(LENDER).finish();
    finished.get(SOON.toSeconds(), TimeUnit.SECONDS);
    sessions.values().forEach(GrpcSession::close);
  }
}
