package dev.tributary.aggregator;

import static dev.tributary.aggregator.TestFederation.BUREAU;
import static dev.tributary.aggregator.TestFederation.LENDER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tributary.aggregator.cli.Main;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.transport.GrpcSession;
import dev.tributary.transport.TransportFormat;
import dev.tributary.transport.proto.AbortRequest;
import dev.tributary.transport.proto.CommitRequest;
import dev.tributary.transport.proto.HeartbeatRequest;
import dev.tributary.transport.proto.HelloRequest;
import dev.tributary.transport.proto.MailboxGrpc.MailboxBlockingStub;
import dev.tributary.transport.proto.OpenRequest;
import dev.tributary.transport.proto.PeersRequest;
import io.grpc.StatusRuntimeException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An aggregator of the usual heap between a client without a certificate, one with, and a run of
 * two honest parties, which must not notice the others. Over loopback, and for as long as the
 * honest run takes, but at least so many rounds.
 */
class HostileClientsIT {
  private static final PartyId MALLORY = new PartyId("mallory");
  private static final int ROUNDS = 5;
  private static final int MESSAGES = 150;
  private static final int MESSAGE_BYTES = 300_000;
  private static final long MOST_KILOBYTES = 700 << 10;
  private static final CommitRequest LONGEST =
      CommitRequest.newBuilder()
          .setSealedManifest(ByteString.copyFrom(new byte[(2 << 20) - 100]))
          .build();
  private static final OpenRequest MANY_NAMES =
      OpenRequest.newBuilder().addAllParties(Collections.nCopies(21_000, "a")).build();
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private TestFederation federation;
  private final SortedMap<String, Integer> refusals = new ConcurrentSkipListMap<>();
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void anHonestRunIsServedAndMemoryStaysBounded() throws Exception {
    federation = new TestFederation(folder);
    federation.issue(MALLORY, List.of(), Duration.ofDays(1));
    Path log = folder.resolve("aggregator.log");
    Process aggregator = Jvm.startAggregator(folder, log, Jvm.ofMain("256m", Main.class));
    try {
      federation.use(Integer.parseInt(Jvm.awaitPort(log, aggregator)));
      CompletableFuture<Integer> stranger = rounds(this::strange);
      CompletableFuture<Integer> certified = rounds(this::hinder);

      long start = System.nanoTime();
      honestRun();
      long seconds = (System.nanoTime() - start) / 1_000_000_000;

      over.set(true);
      System.out.printf(
          "honest run: %d s beside %d rounds of a stranger and %d of a party%n",
          seconds, stranger.join(), certified.join());
      refusals.forEach((text, count) -> System.out.println(count + " x " + text));
      OptionalLong most = Jvm.memory(aggregator, "VmHWM");
      System.out.println("aggregator: " + most.orElse(-1) + " kB at most");
      assertThat(most.orElse(0)).isLessThan(MOST_KILOBYTES);
      assertThat(aggregator.isAlive()).isTrue();
      assertThat(Files.size(log)).as("what it logs").isLessThan(10_000);
      assertThat(refusals.keySet())
          .anyMatch(text -> text.startsWith("this call needs a party's certificate"))
          .anyMatch(text -> text.startsWith("the token is not one of any run here"))
          .anyMatch(text -> text.startsWith("mallory is in 10 runs under way"))
          .anyMatch(text -> text.contains("raise per-party."));
    } finally {
      aggregator.destroy();
      aggregator.waitFor();
    }
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

  private CompletableFuture<Integer> rounds(Callable<Void> round) {
    return CompletableFuture.supplyAsync(
        () -> {
          int rounds = 0;
          while (rounds < ROUNDS || !over.get()) {
            try {
              round.call();
            } catch (Exception e) {
              throw new AssertionError(e);
            }
            rounds++;
          }
          return rounds;
        },
        TestFederation.PARTIES);
  }

  /** Connections that say nothing, calls of long messages, tokens that are none. */
  private Void strange() throws Exception {
    byte[] trust = federation.identity(LENDER).trustPem();
    CommitRequest much =
        CommitRequest.newBuilder()
            .setSealedManifest(ByteString.copyFrom(new byte[3 << 20]))
            .build();
    try (HostileClient client = HostileClient.withoutCertificate(federation.address(), trust)) {
      for (int i = 0; i < 100; i++) {
        client.silent();
      }
      MailboxBlockingStub calls = client.calls();
      for (int i = 0; i < 10; i++) {
        tell(() -> calls.commit(much));
      }
      byte[] token = new byte[60];
      MailboxBlockingStub executor = client.calls(token);
      for (int i = 0; i < 50; i++) {
        tell(() -> executor.heartbeat(HeartbeatRequest.getDefaultInstance()));
      }
      HttpClient raw = client.raw();
      for (int i = 0; i < 20; i++) {
        var unused = client.unfinished(raw, "Commit", 2 << 20, 1 << 20);
      }
      Thread.sleep(500);
    }
    return null;
  }

  /** Runs of the honest one's name, runs without end, calls that wait, messages that never end. */
  private Void hinder() throws Exception {
    try (HostileClient client = HostileClient.certified(federation, MALLORY)) {
      MailboxBlockingStub calls = client.calls();
      List<String> planted = new ArrayList<>();
      for (int i = 0; i < 15; i++) {
        String name = i == 0 ? "spring" : "planted-" + i;
        tell(() -> planted.add(calls.open(opening(name)).getRun()));
      }
      HttpClient raw = client.raw();
      for (int i = 0; i < 60 && !planted.isEmpty(); i++) {
        var unused =
            client.open(
                raw,
                "Peers",
                PeersRequest.newBuilder().setRun(planted.get(0)).setWaitMillis(60_000).build());
      }
      for (int i = 0; i < 3; i++) {
        HttpClient more = client.raw();
        for (int j = 0; j < 20; j++) {
          var unused =
              j % 2 == 0
                  ? client.unfinished(more, "Commit", 2 << 20, (2 << 20) - 100)
                  : client.followed(more, "Commit", LONGEST);
        }
        for (int j = 0; j < 100; j++) {
          var unused = client.open(more, "Open", MANY_NAMES);
        }
      }
      Thread.sleep(1000);
      for (int i = 0; i < 50; i++) {
        tell(
            () ->
                calls.hello(HelloRequest.newBuilder().setFormat(TransportFormat.CURRENT).build()));
        tell(
            () ->
                calls.peers(
                    PeersRequest.newBuilder().setRun("spring-0").setWaitMillis(60_000).build()));
        tell(() -> calls.commit(CommitRequest.getDefaultInstance()));
      }
      for (String run : planted) {
        tell(() -> calls.abort(AbortRequest.newBuilder().setRun(run).build()));
      }
    }
    return null;
  }

  private void tell(Callable<?> call) throws Exception {
    try {
      call.call();
    } catch (StatusRuntimeException e) {
      refusals.merge(String.valueOf(e.getStatus().getDescription()), 1, Integer::sum);
    }
  }

  private static OpenRequest opening(String name) {
    return OpenRequest.newBuilder()
        .setName(name)
        .setJobSha256(TestFederation.JOB)
        .addAllParties(List.of(BUREAU.name(), LENDER.name(), MALLORY.name()))
        .setInstance(ByteString.copyFrom(new byte[16]))
        .build();
  }
}
