package dev.tributary.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link Exchange} holds; run by each implementation. */
public abstract class ExchangeContract {
  protected static final PartyId LENDER = new PartyId("lender");
  protected static final PartyId BUREAU = new PartyId("bureau");
  private static final Duration SOON = Duration.ofSeconds(20);

  /** The run that both ends belong to. */
  protected abstract RunId run();

  /** The end of {@link #LENDER} or {@link #BUREAU}, of the same mailbox in one test. */
  protected abstract Exchange end(PartyId party);

  private StepAddress step(String name) {
    return step(name, 0);
  }

  private StepAddress step(String name, int epoch) {
    return new StepAddress(run(), epoch, 3, name, LENDER, BUREAU);
  }

  @Test
  void sendsAndReceives() {
    byte[] message = {1, 2, 3};
    end(LENDER).send(step("greeting"), message);
    assertThat(end(BUREAU).receive(step("greeting"), SOON, 10)).isEqualTo(message);
  }

  @Test
  void sendsLongMessages() {
    byte[] message = new byte[(1 << 20) + 1];
    message[1 << 20] = 5;
    end(LENDER).send(step("long-one"), message);
    assertThat(end(BUREAU).receive(step("long-one"), SOON, message.length)).isEqualTo(message);
  }

  @Test
  void whatIsSentTwiceArrivesOnceAndMayBeReadTwice() {
    byte[] message = {1, 2, 3};
    end(LENDER).send(step("repeated"), message);
    end(LENDER).send(step("repeated"), message);
    assertThat(end(BUREAU).receive(step("repeated"), SOON, 3)).isEqualTo(message);
    assertThat(end(BUREAU).receive(step("repeated"), SOON, 3)).isEqualTo(message);
    assertThatThrownBy(() -> end(LENDER).send(step("repeated"), new byte[] {9}))
        .isInstanceOf(FederationException.class);
  }

  @Test
  void aMessageThatIsSentDoesNotReplaceAPieceThatStands() {
    end(LENDER).put(step("standing").shard(0), PayloadWriter.of(new byte[] {1}));
    end(LENDER).send(step("standing"), new byte[] {2});
    assertThatThrownBy(() -> end(BUREAU).receive(step("standing"), SOON, 1))
        .isInstanceOf(FederationException.class)
        .extracting(e -> ((FederationException) e).code())
        .isEqualTo(ErrorCode.PEER);
  }

  @Test
  void piecesAwaitedToFetchAreFetchedAsAnyOthers() {
    PieceReceipt first = end(LENDER).put(step("short").shard(0), PayloadWriter.of(new byte[0]));
    PieceReceipt second = end(LENDER).put(step("short").shard(1), PayloadWriter.of(new byte[] {2}));
    end(LENDER).put(step("short").shard(2), PayloadWriter.of(new byte[] {3}));
    end(LENDER).commit(new StepManifest(step("short"), List.of(first, second)));
    StepManifest manifest = end(BUREAU).awaitToFetch(step("short"), SOON);
    assertThat(manifest.pieces()).hasSize(2);
    for (int time = 0; time < 2; time++) {
      assertThat(end(BUREAU).fetchBytes(manifest, 0, 0)).isEmpty();
      assertThat(end(BUREAU).fetchBytes(manifest, 1, 1)).containsExactly(2);
    }
  }

  @Test
  void carriesAnEmptyPiece() {
    end(LENDER).send(step("empty"), new byte[0]);
    assertThat(end(BUREAU).receive(step("empty"), SOON, 0)).isEmpty();
  }

  @Test
  void shardsOfOneMessageArriveUnderTheirNumbers() throws IOException {
    PieceReceipt second =
        end(LENDER).put(step("shards").shard(1), PayloadWriter.of(new byte[] {1}));
    PieceReceipt first =
        end(LENDER).put(step("shards").shard(0), PayloadWriter.of(new byte[300_000]));
    end(LENDER).commit(new StepManifest(step("shards"), List.of(second, first)));
    StepManifest manifest = end(BUREAU).await(step("shards"), SOON);
    assertThat(manifest.totalLength()).isEqualTo(300_001);
    try (InputStream in = end(BUREAU).fetch(manifest, 0)) {
      assertThat(in.readAllBytes()).isEqualTo(new byte[300_000]);
    }
    assertThat(end(BUREAU).fetchBytes(manifest, 1, 1)).containsExactly(1);
  }

  @Test
  void awaitBlocksUntilTheCommit() throws Exception {
    Exchange bureau = end(BUREAU);
    CompletableFuture<byte[]> received =
        CompletableFuture.supplyAsync(() -> bureau.receive(step("late"), SOON, 10));
    PieceReceipt receipt = end(LENDER).put(step("late").shard(0), PayloadWriter.of(new byte[] {7}));
    Thread.sleep(200);
    assertThat(received).isNotDone();
    end(LENDER).commit(new StepManifest(step("late"), List.of(receipt)));
    assertThat(received.get(20, TimeUnit.SECONDS)).containsExactly(7);
  }

  @Test
  void firstCompletePutWins() {
    PieceReceipt first = end(LENDER).put(step("again").shard(0), PayloadWriter.of(new byte[] {1}));
    end(LENDER).put(step("again").shard(0), PayloadWriter.of(new byte[] {1}));
    end(LENDER).commit(new StepManifest(step("again"), List.of(first)));
    assertThat(end(BUREAU).receive(step("again"), SOON, 10)).containsExactly(1);
  }

  @Test
  void commitIsIdempotentForEqualManifestsOnly() {
    PieceReceipt receipt =
        end(LENDER).put(step("twice").shard(0), PayloadWriter.of(new byte[] {1}));
    end(LENDER).commit(new StepManifest(step("twice"), List.of(receipt)));
    end(LENDER).commit(new StepManifest(step("twice"), List.of(receipt)));
    StepManifest other =
        new StepManifest(step("twice"), List.of(new PieceReceipt(0, 9, new byte[32])));
    assertThatThrownBy(() -> end(LENDER).commit(other)).isInstanceOf(FederationException.class);
  }

  @Test
  void awaitNamesTheSilentParty() {
    assertThatThrownBy(() -> end(BUREAU).await(step("never"), Duration.ofMillis(300)))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("lender")
        .extracting(e -> ((FederationException) e).code())
        .isEqualTo(ErrorCode.RESOURCE);
  }

  @Test
  void pieceThatIsNotWhatTheManifestNamesIsRefused() {
    end(LENDER).put(step("swapped").shard(0), PayloadWriter.of(new byte[] {1}));
    PieceReceipt lie = new PieceReceipt(0, 1, new byte[32]);
    end(LENDER).commit(new StepManifest(step("swapped"), List.of(lie)));
    assertThatThrownBy(() -> end(BUREAU).receive(step("swapped"), SOON, 10))
        .isInstanceOf(FederationException.class)
        .extracting(e -> ((FederationException) e).code())
        .isEqualTo(ErrorCode.PEER);
  }

  @Test
  void longerMessageThanAllowedIsRefused() {
    end(LENDER).send(step("long"), new byte[100]);
    assertThatThrownBy(() -> end(BUREAU).receive(step("long"), SOON, 99))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("100 bytes");
  }

  @Test
  void lowerEpochIsRefused() {
    end(LENDER).send(step("fresh", 2), new byte[] {1});
    assertThatThrownBy(() -> end(LENDER).send(step("stale", 1), new byte[] {1}))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("epoch");
  }

  @Test
  void abortWakesTheOtherParty() throws Exception {
    Exchange bureau = end(BUREAU);
    CompletableFuture<StepManifest> waiting =
        CompletableFuture.supplyAsync(() -> bureau.await(step("doomed"), SOON));
    Thread.sleep(100);
    end(LENDER).abort(FederationException.resource("the disk is full"));
    assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(FederationException.class)
        .hasMessage("lender gave up: " + PeerText.LIMIT.words())
        .extracting(e -> ((FederationException) e).code())
        .isEqualTo(ErrorCode.PEER);
  }

  @Test
  void whoGivesUpAfterAnotherIsToldWhatEndedTheRun() {
    RuntimeException first = FederationException.resource("the disk is full");
    assertThat(end(LENDER).abort(first)).isSameAs(first);

    RuntimeException cancelled = new IllegalStateException("job cancelled");
    assertThat(end(BUREAU).abort(cancelled))
        .isInstanceOf(FederationException.class)
        .hasMessage("lender gave up: " + PeerText.LIMIT.words())
        .extracting(FederationException::codeOf)
        .isEqualTo(ErrorCode.PEER);
  }

  @Test
  void whatAPartyGaveUpForStaysWhatEndedTheRun() {
    RuntimeException cause = FederationException.resource("the disk is full");
    RuntimeException wrapped = new IllegalStateException("training failed", cause);
    end(LENDER).abort(cause);
    end(BUREAU).abort(FederationException.resource("later"));

    assertThat(end(LENDER).abort(wrapped)).isSameAs(wrapped);
  }

  @Test
  void noOtherPartyIsToBlameForOnesOwnData() {
    end(LENDER).abort(FederationException.resource("the disk is full"));

    RuntimeException own = FederationException.user("column 'age' is missing");
    assertThat(end(BUREAU).abort(own)).isSameAs(own);
  }

  @Test
  void aConditionOfTheJobIsTheFaultOfNoneMoreThanAnother() {
    end(LENDER)
        .abort(
            FederationException.agreed(
                PeerText.TOO_FEW_IN_COMMON, "the parties have 3 ids in common"));

    assertThatThrownBy(() -> end(BUREAU).await(step("doomed"), SOON))
        .isInstanceOf(FederationException.class)
        .hasMessage("lender gave up: " + PeerText.TOO_FEW_IN_COMMON.words())
        .extracting(FederationException::codeOf)
        .isEqualTo(ErrorCode.USER);
  }

  @Test
  void othersMailIsNotOurs() {
    assertThatThrownBy(() -> end(BUREAU).send(step("forged"), new byte[] {1}))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> end(LENDER).await(step("not-mine"), Duration.ofMillis(100)))
        .isInstanceOf(RuntimeException.class);
  }
}
