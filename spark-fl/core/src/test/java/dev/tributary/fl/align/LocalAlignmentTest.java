package dev.tributary.fl.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import dev.tributary.protocol.psi.IdEncoding;
import dev.tributary.protocol.psi.IdNormalization;
import dev.tributary.protocol.psi.PsiOffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LocalAlignmentTest {
  private static final PartyId LENDER = new PartyId("lender");
  private static final PartyId BUREAU = new PartyId("bureau");
  private static final PartyId RETAILER = new PartyId("retailer");
  private final InMemoryMailbox mailbox = new InMemoryMailbox();

  @Test
  void threePartiesAgreeOnRows() throws Exception {
    List<PartyId> parties = List.of(LENDER, BUREAU, RETAILER);
    CompletableFuture<int[]> bureau = start(BUREAU, parties, ids(50, 200), 1);
    CompletableFuture<int[]> retailer = start(RETAILER, parties, ids(0, 120), 1);
    int[] lender = start(LENDER, parties, ids(20, 150), 1).get();
    assertThat(lender).hasSize(70);
    long[] people = Arrays.stream(lender).mapToLong(i -> 20 + i).toArray();
    assertThat(LongStream.of(people).sorted().toArray())
        .isEqualTo(LongStream.range(50, 120).toArray());
    assertThat(Arrays.stream(bureau.get()).mapToLong(i -> 50 + i).toArray()).isEqualTo(people);
    assertThat(Arrays.stream(retailer.get()).mapToLong(i -> i).toArray()).isEqualTo(people);
  }

  @Test
  void tooSmallAnIntersectionEndsAllPartiesAlike() {
    List<PartyId> parties = List.of(LENDER, BUREAU);
    CompletableFuture<int[]> bureau = start(BUREAU, parties, ids(0, 50), 31);
    CompletableFuture<int[]> lender = start(LENDER, parties, ids(20, 60), 31);
    for (CompletableFuture<int[]> end : List.of(bureau, lender)) {
      assertThatThrownBy(end::get)
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining(
              "the parties have fewer than 31 ids in common (align.min-intersection)")
          .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.USER));
    }
  }

  @Test
  void anotherSuiteIsRefusedByName() {
    CompletableFuture<int[]> lender = start(LENDER, List.of(LENDER, BUREAU), ids(0, 9), 1);
    FederatedSession bureau = session(BUREAU, List.of(LENDER, BUREAU));
    bureau
        .exchange()
        .send(bureau.to(LENDER, 0, "psi/offer"), new PsiOffer("rr22-1", 1, 9).toBytes());
    assertRefused(lender, "bureau: aligns by 'rr22-1'");
  }

  @Test
  void anotherNumberOfIdColumnsIsRefused() {
    CompletableFuture<int[]> lender = start(LENDER, List.of(LENDER, BUREAU), ids(0, 9), 1);
    FederatedSession bureau = session(BUREAU, List.of(LENDER, BUREAU));
    new PsiDialogue(bureau, 2, AlignmentParameters.ANY_IDS).sendOffer(LENDER, 9);
    assertRefused(lender, "bureau: has an id of 2 columns, this party one of 1");
  }

  /** Before it shows a point or answers one. */
  @Test
  void moreIdsThanTheJobAllowsAreRefused() throws Exception {
    List<PartyId> both = List.of(LENDER, BUREAU);
    CompletableFuture<int[]> bureau = start(BUREAU, both, ids(0, 9), limited(10));
    new PsiDialogue(session(LENDER, both), 1, AlignmentParameters.ANY_IDS).sendOffer(BUREAU, 11);
    assertRefused(
        bureau, "lender: brings 11 ids where align.max-ids is 10; nothing was compared with them");
  }

  @Test
  void aPartyBringsNoMoreThanItsJobAllows() {
    List<PartyId> both = List.of(LENDER, BUREAU);
    CompletableFuture<int[]> lender = start(LENDER, both, ids(0, 11), limited(10));
    assertThatThrownBy(lender::get)
        .hasMessageContaining("the table has 11 ids and align.max-ids is 10")
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.USER));
  }

  @Test
  void asManyIdsAsTheJobAllowsAreMatched() throws Exception {
    List<PartyId> both = List.of(LENDER, BUREAU);
    CompletableFuture<int[]> lender = start(LENDER, both, ids(0, 10), limited(10));
    CompletableFuture<int[]> bureau = start(BUREAU, both, ids(5, 15), limited(10));
    assertThat(lender.get()).hasSize(5);
    assertThat(bureau.get()).hasSize(5);
  }

  private static AlignmentParameters limited(long maxIds) {
    return new AlignmentParameters(List.of("id"), 1, maxIds, IdNormalization.none());
  }

  @Test
  void morePointsThanOfferedAreRefused() {
    CompletableFuture<int[]> lender = start(LENDER, List.of(LENDER, BUREAU), ids(0, 9), 1);
    PsiDialogue bureau =
        new PsiDialogue(session(BUREAU, List.of(LENDER, BUREAU)), 1, AlignmentParameters.ANY_IDS);
    bureau.sendOffer(LENDER, 3);
    putPoints(bureau, new byte[5 + 64]);
    assertRefused(lender, "bureau: sent 2 points in 1 pieces after offering 3 ids");
  }

  @Test
  void malformedPointsAreRefused() {
    CompletableFuture<int[]> lender = start(LENDER, List.of(LENDER, BUREAU), ids(0, 9), 1);
    PsiDialogue bureau =
        new PsiDialogue(session(BUREAU, List.of(LENDER, BUREAU)), 1, AlignmentParameters.ANY_IDS);
    bureau.sendOffer(LENDER, 2);
    putPoints(bureau, new byte[5 + 64]);
    assertRefused(lender, "bureau: format must be 1");
  }

  @Test
  void pointsOfSmallOrderAreRefused() {
    CompletableFuture<int[]> lender = start(LENDER, List.of(LENDER, BUREAU), ids(0, 9), 1);
    PsiDialogue bureau =
        new PsiDialogue(session(BUREAU, List.of(LENDER, BUREAU)), 1, AlignmentParameters.ANY_IDS);
    bureau.sendOffer(LENDER, 1);
    byte[] zeroPoint = new byte[5 + 32];
    zeroPoint[0] = 1;
    zeroPoint[4] = 32;
    putPoints(bureau, zeroPoint);
    assertRefused(lender, "bureau: point has small order");
  }

  private static void putPoints(PsiDialogue dialogue, byte[] piece) {
    Exchange exchange = dialogue.session().exchange();
    var step = dialogue.pointsTo(LENDER);
    exchange.commit(
        new StepManifest(step, List.of(exchange.put(step.shard(0), PayloadWriter.of(piece)))));
  }

  private static void assertRefused(CompletableFuture<int[]> end, String words) {
    assertThatThrownBy(end::get)
        .hasMessageContaining(words)
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.PEER));
  }

  private CompletableFuture<int[]> start(
      PartyId self, List<PartyId> parties, List<byte[]> ids, long minIntersection) {
    return start(self, parties, ids, new AlignmentParameters(List.of("id"), minIntersection));
  }

  private CompletableFuture<int[]> start(
      PartyId self, List<PartyId> parties, List<byte[]> ids, AlignmentParameters parameters) {
    LocalAlignment alignment = new LocalAlignment(parameters, new SecureRandom());
    FederatedSession session = session(self, parties);
    return CompletableFuture.supplyAsync(
        () -> alignment.align(session, ids), command -> new Thread(command).start());
  }

  private FederatedSession session(PartyId self, List<PartyId> parties) {
    Exchange exchange = mailbox.exchange(self);
    return new FederatedSession(
        self,
        Roster.vertical(parties),
        new RunId("run-1"),
        0,
        exchange,
        new LocalCompute(exchange, 1),
        Duration.ofSeconds(60));
  }

  private static List<byte[]> ids(long from, long to) {
    return LongStream.range(from, to).mapToObj(id -> IdEncoding.encode(List.of(id))).toList();
  }
}
