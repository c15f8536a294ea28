package dev.tributary.fl.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import dev.tributary.protocol.psi.IdEncoding;
import dev.tributary.protocol.psi.MaskedPoints;
import dev.tributary.protocol.psi.MatchTokens;
import dev.tributary.protocol.psi.PsiLabelParty;
import dev.tributary.protocol.psi.PsiOffer;
import dev.tributary.protocol.psi.PsiOutcome;
import dev.tributary.protocol.psi.RowAssignment;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A label party that does not follow the protocol against feature parties that do. */
class DeviatingLabelPartyTest {
  private static final PartyId LENDER = new PartyId("lender");
  private static final PartyId BUREAU = new PartyId("bureau");
  private static final PartyId RETAILER = new PartyId("retailer");
  private final InMemoryMailbox mailbox = new InMemoryMailbox();

  /**
   * Docs/alignment.md: "the label party ... cannot compare one feature party's ids with another's".
   * It sends each one the other's points, and so compares them, without having a single id itself.
   */
  @Test
  void cannotCompareTheIdsOfTwoFeatureParties() throws Exception {
    List<PartyId> parties = List.of(LENDER, BUREAU, RETAILER);
    CompletableFuture<int[]> bureau = start(BUREAU, parties, ids(0, 200), 50);
    CompletableFuture<int[]> retailer = start(RETAILER, parties, ids(100, 300), 50);
    PsiDialogue lender = new PsiDialogue(session(LENDER, parties), 1, AlignmentParameters.ANY_IDS);

    byte[] bureauPoints;
    byte[] retailerPoints;
    try {
      bureauPoints = points(lender, BUREAU);
      retailerPoints = points(lender, RETAILER);
    } catch (FederationException waiting) {
      // Whoever shows no point before the label party has committed to its own cannot be compared.
      return;
    }
    offerAndSend(lender, BUREAU, retailerPoints);
    offerAndSend(lender, RETAILER, bureauPoints);
    MatchTokens retailersAtBureau = tokens(lender, BUREAU, size(retailerPoints));
    MatchTokens bureausAtRetailer = tokens(lender, RETAILER, size(bureauPoints));

    Map<List<Long>, Integer> places = new HashMap<>();
    for (int i = 0; i < retailersAtBureau.size(); i++) {
      places.put(List.of(retailersAtBureau.high(i), retailersAtBureau.low(i)), i);
    }
    List<int[]> both = new ArrayList<>();
    for (int i = 0; i < bureausAtRetailer.size(); i++) {
      Integer at = places.get(List.of(bureausAtRetailer.high(i), bureausAtRetailer.low(i)));
      if (at != null) {
        both.add(new int[] {i, at, both.size()});
      }
    }
    // It then makes these people, of whom it has none, the rows of the run; nobody objects.
    Set<Long> people = new TreeSet<>();
    if (both.size() >= 50) {
      lender.sendOutcome(new PsiOutcome(both.size()));
      assign(lender, BUREAU, both, 0);
      assign(lender, RETAILER, both, 1);
      Arrays.stream(bureau.get()).mapToObj(i -> (long) i).forEach(people::add);
      assertThat(Arrays.stream(retailer.get()).mapToObj(i -> 100L + i))
          .containsExactlyElementsOf(Arrays.stream(bureau.get()).mapToObj(i -> (long) i).toList());
    }

    assertThat(people).as("people of bureau and retailer that the lender has found").isEmpty();
  }

  /**
   * README, "After a run": "align.min-intersection holds here too"; each party has its own copy.
   */
  @Test
  void cannotGoOnWithFewerThanTheJobsMinimum() {
    List<PartyId> parties = List.of(LENDER, BUREAU);
    CompletableFuture<int[]> bureau = start(BUREAU, parties, ids(0, 200), 100);
    PsiDialogue lender = new PsiDialogue(session(LENDER, parties), 1, AlignmentParameters.ANY_IDS);
    PsiLabelParty role = new PsiLabelParty(ids(0, 1), 1, new SecureRandom());
    offerAndSend(lender, BUREAU, role.maskedPoints().get(0).toBytes());
    points(lender, BUREAU);
    tokens(lender, BUREAU, 1);

    lender.sendOutcome(new PsiOutcome(1));
    assign(lender, BUREAU, List.of(new int[] {0, 0, 0}), 0);

    assertThatThrownBy(bureau::get)
        .hasMessageContaining("lender")
        .hasMessageContaining("goes on with 1 common rows where align.min-intersection is 100");
  }

  /** Nothing of a message is fetched before its size is what was announced, and possible. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60|60|200|claims 60 common ids where 50 were sent",
        "50|1|200|sent 50 rows in 200 pieces after announcing 50",
        "40|50|1|sent 50 rows in 1 pieces after announcing 40",
        "50|40|1|sent 40 rows in 1 pieces after announcing 50",
      })
  void cannotSendMoreRowsThanItAnnounced(int announced, int sent, int pieces, String message) {
    List<PartyId> parties = List.of(LENDER, BUREAU);
    CompletableFuture<int[]> bureau = start(BUREAU, parties, ids(0, 50), 10);
    PsiDialogue lender = new PsiDialogue(session(LENDER, parties), 1, AlignmentParameters.ANY_IDS);
    PsiLabelParty role = new PsiLabelParty(ids(0, 50), 1, new SecureRandom());
    offerAndSend(lender, BUREAU, role.maskedPoints().get(0).toBytes());
    points(lender, BUREAU);
    tokens(lender, BUREAU, 50);

    lender.sendOutcome(new PsiOutcome(announced));
    Exchange exchange = lender.session().exchange();
    StepAddress step = lender.rowsTo(BUREAU);
    List<PieceReceipt> receipts = new ArrayList<>();
    for (int piece = 0; piece < pieces; piece++) {
      int rows = piece == 0 ? (pieces == 1 ? sent : announced) : 0;
      int[] places = IntStream.range(0, rows).toArray();
      RowAssignment some =
          new RowAssignment(new int[rows], places, LongStream.range(0, rows).toArray());
      receipts.add(exchange.put(step.shard(piece), PayloadWriter.of(some.toBytes())));
    }
    exchange.commit(new StepManifest(step, receipts));

    assertThatThrownBy(bureau::get).hasMessageContaining("lender").hasMessageContaining(message);
  }

  private static byte[] points(PsiDialogue lender, PartyId from) {
    PsiOffer offer = lender.receiveOffer(from);
    StepManifest manifest = lender.awaitPoints(from, offer);
    return lender.session().exchange().fetchBytes(manifest, 0, MaskedPoints.MAX_LENGTH);
  }

  private static int size(byte[] points) {
    return (points.length - 5) / 32;
  }

  private static void offerAndSend(PsiDialogue lender, PartyId to, byte[] points) {
    lender.sendOffer(to, size(points));
    send(lender, lender.pointsTo(to), points);
  }

  private static MatchTokens tokens(PsiDialogue lender, PartyId from, int size) {
    StepManifest manifest = lender.awaitTokens(from, 1);
    return MatchTokens.fromBytes(
        lender.session().exchange().fetchBytes(manifest, 0, MatchTokens.MAX_LENGTH), size);
  }

  private static void assign(PsiDialogue lender, PartyId to, List<int[]> rows, int party) {
    List<int[]> inOrder =
        rows.stream()
            .sorted((a, b) -> Integer.compare(a[party], b[party]))
            .collect(Collectors.toList());
    RowAssignment assignment =
        new RowAssignment(
            new int[rows.size()],
            inOrder.stream().mapToInt(row -> row[party]).toArray(),
            inOrder.stream().mapToLong(row -> row[2]).toArray());
    send(lender, lender.rowsTo(to), assignment.toBytes());
  }

  private static void send(PsiDialogue lender, StepAddress step, byte[] piece) {
    Exchange exchange = lender.session().exchange();
    PieceReceipt receipt = exchange.put(step.shard(0), PayloadWriter.of(piece));
    exchange.commit(new StepManifest(step, List.of(receipt)));
  }

  private CompletableFuture<int[]> start(
      PartyId self, List<PartyId> parties, List<byte[]> ids, long minIntersection) {
    LocalAlignment alignment =
        new LocalAlignment(
            new AlignmentParameters(List.of("id"), minIntersection), new SecureRandom());
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
        Duration.ofSeconds(20));
  }

  private static List<byte[]> ids(long from, long to) {
    return LongStream.range(from, to).mapToObj(id -> IdEncoding.encode(List.of(id))).toList();
  }
}
