package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.AGGREGATOR;
import static dev.tributary.transport.TestFederation.BUREAU;
import static dev.tributary.transport.TestFederation.LENDER;
import static dev.tributary.transport.TestFederation.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.transport.pki.Identity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real clients, and between them an aggregator that means them harm. */
class MaliciousAggregatorTest {
  private static final byte[] SAME = new byte[200_000];

  @TempDir private Path folder;
  private TestFederation federation;
  private MaliciousAggregator aggregator;

  @BeforeEach
  void start() throws Exception {
    federation = new TestFederation(folder);
    aggregator = new MaliciousAggregator(federation.server(AGGREGATOR, "localhost"));
  }

  @AfterEach
  void stop() {
    aggregator.close();
  }

  private static void refused(ThrowingCallable reading, String words) {
    FederationException failure = catchThrowableOfType(FederationException.class, reading);
    assertThat(failure).hasMessageContaining("lender").hasMessageContaining(words);
    assertThat(failure.code()).isEqualTo(ErrorCode.PEER);
    assertThat(FederationException.reasonForPeers(failure))
        .isEqualTo("lender: " + PeerText.ALTERED.words());
  }

  /** The opening: keys of the aggregator's own in place of a party's. */
  @Nested
  class InTheMiddle {
    private final RunId run = new RunId("spring-1");

    private void refusedAtTheLender(byte[] introduction, PeerText told) {
      aggregator.substitute(LENDER, BUREAU, introduction);
      CompletableFuture<GrpcSession> bureau = TwoSessions.start(federation, aggregator, BUREAU);
      FederationException failure = failure(TwoSessions.start(federation, aggregator, LENDER));

      assertThat(failure.code()).isEqualTo(ErrorCode.PEER);
      assertThat(aggregator.reasons()).contains("bureau: " + told.words());
      bureau
          .handle(
              (session, e) -> {
                if (session != null) {
                  session.close();
                }
                return true;
              })
          .join();
    }

    private FederationException failure(CompletableFuture<GrpcSession> opening) {
      try {
        opening.join().close();
      } catch (CompletionException e) {
        return (FederationException) e.getCause();
      }
      throw new AssertionError("the session opened");
    }

    @Test
    void itsOwnServersCertificateDoesNotSpeakForAParty() {
      Identity own = federation.server(BUREAU, "relay.example");
      refusedAtTheLender(
          new MaliciousPeer(own, BUREAU, run).introduction(), PeerText.OTHER_CERTIFICATE);
    }

    @Test
    void aCertificateOfItsOwnMakingDoesNot() throws Exception {
      Identity made =
          new TestFederation(Files.createDirectory(folder.resolve("own"))).party(BUREAU);
      refusedAtTheLender(
          new MaliciousPeer(made, BUREAU, run).introduction(), PeerText.OTHER_CERTIFICATE);
    }

    @Test
    void thePartysCertificateWithoutItsKeyDoesNot() {
      Identity colluding = federation.party(new PartyId("clinic"));
      refusedAtTheLender(
          new MaliciousPeer(colluding, BUREAU, run)
              .showing(federation.party(BUREAU))
              .introduction(),
          PeerText.FORGED);
    }

    @Test
    void anIntroductionOfAnEarlierRunDoesNot() {
      refusedAtTheLender(
          new MaliciousPeer(federation.second(BUREAU), BUREAU, new RunId("spring-0"))
              .introduction(),
          PeerText.FORGED);
    }
  }

  /** What is under way: everything is delivered but the truth. */
  @Nested
  class UnderWay {
    private TwoSessions sessions;

    @BeforeEach
    void open() {
      sessions = TwoSessions.open(federation, aggregator);
    }

    @AfterEach
    void close() {
      sessions.close();
    }

    private StepAddress sent(String name) {
      StepAddress step = sessions.step(name);
      List<PieceReceipt> receipts = new ArrayList<>();
      for (int shard = 0; shard < 2; shard++) {
        receipts.add(sessions.lender().exchange().put(step.shard(shard), PayloadWriter.of(SAME)));
      }
      sessions.lender().exchange().commit(new StepManifest(step, receipts));
      return step;
    }

    private StepManifest await(StepAddress step) {
      return sessions.bureau().exchange().await(step, SOON);
    }

    private byte[] fetch(StepManifest manifest, int shard) {
      return sessions.bureau().exchange().fetchBytes(manifest, shard, SAME.length);
    }

    @Test
    void whatIsNotTouchedArrives() {
      StepManifest manifest = await(sent("honest"));

      assertThat(fetch(manifest, 0)).isEqualTo(SAME);
      assertThat(fetch(manifest, 1)).isEqualTo(SAME);
    }

    @Test
    void aManifestIsThatOfItsStepOnly() {
      StepAddress first = sent("first");
      StepAddress other = sent("other");
      StepAddress later =
          new StepAddress(first.run(), 0, 1, first.step(), first.from(), first.to());
      aggregator.relabel(first, other);
      refused(() -> await(other), "could not be authenticated");

      sessions.lender().exchange().send(later, new byte[] {1});
      aggregator.relabel(first, later);
      refused(() -> await(later), "could not be authenticated");
    }

    /** What the bureau sent comes back to it as if it were the lender's. */
    @Test
    void aMessageDoesNotComeBackAsThePeers() {
      StepAddress mine = new StepAddress(sessions.bureau().run(), 0, 0, "mirror", BUREAU, LENDER);
      StepAddress theirs = sessions.step("mirror");
      sessions.bureau().exchange().send(mine, new byte[] {1});
      sessions.lender().exchange().send(theirs, new byte[] {1});
      aggregator.relabel(mine, theirs);

      refused(() -> await(theirs), "could not be authenticated");
    }

    @Test
    void anAlteredManifestIsRefused() {
      StepAddress step = sent("altered");
      for (int at : new int[] {0, 10, 60, 100}) {
        aggregator.alterManifest(step, genuine -> flipped(genuine, at));
        refused(() -> await(step), "could not be authenticated");
      }
      aggregator.alterManifest(step, genuine -> genuine.substring(0, genuine.size() - 1));
      refused(() -> await(step), "could not be authenticated");
      aggregator.alterManifest(step, genuine -> genuine.concat(ByteString.copyFrom(new byte[1])));
      refused(() -> await(step), "could not be authenticated");
    }

    @Test
    void aPieceIsThatOfItsPlaceOnly() {
      StepAddress first = sent("one");
      StepAddress other = sent("two");
      StepManifest manifest = await(other);
      aggregator.move(first.shard(0), other.shard(0));
      refused(() -> fetch(manifest, 0), "could not be authenticated");
      aggregator.move(other.shard(1), other.shard(0));
      refused(() -> fetch(manifest, 0), "could not be authenticated");
    }

    @Test
    void anAlteredOrCutPieceIsRefused() {
      StepAddress step = sent("cut");
      StepManifest manifest = await(step);
      int size = aggregator.mailbox().piece(step.shard(0)).size();
      for (int at : new int[] {0, 20, 40, size / 2, size - 1}) {
        aggregator.alterPiece(step.shard(0), genuine -> flipped(genuine, at));
        refused(() -> fetch(manifest, 0), "could not be authenticated");
      }
      for (int length : new int[] {0, 10, 33, 1 << 16, size - 1}) {
        aggregator.alterPiece(step.shard(0), genuine -> genuine.substring(0, length));
        refused(() -> fetch(manifest, 0), "could not be authenticated");
      }
    }

    @Test
    void framesInAnotherOrderOrTwiceAreRefused() {
      StepManifest manifest = await(sent("order"));
      aggregator.alterFrames(
          genuine -> {
            List<ByteString> reversed = new ArrayList<>(genuine);
            Collections.reverse(reversed);
            return reversed;
          });
      refused(() -> fetch(manifest, 0), "could not be authenticated");
      aggregator.alterFrames(
          genuine -> {
            List<ByteString> repeated = new ArrayList<>(genuine);
            repeated.add(1, genuine.get(0));
            return repeated;
          });
      refused(() -> fetch(manifest, 0), "could not be authenticated");
      aggregator.alterFrames(genuine -> genuine.subList(1, genuine.size()));
      refused(() -> fetch(manifest, 0), "could not be authenticated");
    }

    @Test
    void whatComesAlongIsTrustedNoMore() {
      StepAddress step = sessions.step("short");
      sessions.lender().exchange().send(step, new byte[] {1, 2, 3});
      aggregator.alterAlong(genuine -> List.of(flipped(genuine.get(0), 40)));

      StepManifest manifest = sessions.bureau().exchange().awaitToFetch(step, SOON);
      refused(
          () -> sessions.bureau().exchange().fetchBytes(manifest, 0, 3),
          "could not be authenticated");
      // Asked for again, it comes by itself, as it was put.
      assertThat(sessions.bureau().exchange().fetchBytes(manifest, 0, 3)).containsExactly(1, 2, 3);
    }

    @Test
    void whatWasNotAskedForIsNotKept() {
      ByteString rubbish = ByteString.copyFrom(new byte[TransportFormat.MAX_ALONG + 1]);
      aggregator.alterAlong(genuine -> List.of(rubbish));
      StepAddress step = sessions.step("pushed");
      sessions.lender().exchange().send(step, new byte[] {1, 2, 3});

      StepManifest fetching = sessions.bureau().exchange().awaitToFetch(step, SOON);
      assertThat(sessions.bureau().exchange().fetchBytes(fetching, 0, 3)).containsExactly(1, 2, 3);
      aggregator.alterAlong(genuine -> List.of(ByteString.copyFrom(new byte[1])));
      StepManifest waiting = sessions.bureau().exchange().await(step, SOON);
      assertThat(sessions.bureau().exchange().fetchBytes(waiting, 0, 3)).containsExactly(1, 2, 3);
    }

    /** Pieces that no manifest names would otherwise stay in memory for the whole run. */
    @Test
    void ofWhatComesAlongOnlyWhatTheManifestNamesIsKept() {
      StepAddress step = sessions.step("more");
      sessions.lender().exchange().send(step, new byte[] {1, 2, 3});
      aggregator.alterAlong(genuine -> List.of(genuine.get(0), ByteString.copyFrom(new byte[100])));

      StepManifest manifest = sessions.bureau().exchange().awaitToFetch(step, SOON);
      assertThat(sessions.bureau().exchange().fetchBytes(manifest, 0, 3)).containsExactly(1, 2, 3);
      assertThat(IncomingMessagesTest.kept(sessions.bureau().exchange())).isZero();
    }

    private static ByteString flipped(ByteString genuine, int at) {
      byte[] bytes = genuine.toByteArray();
      bytes[at] ^= 1;
      return ByteString.copyFrom(bytes);
    }
  }
}
