package dev.tributary.fl.spark.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.align.AlignmentParameters;
import dev.tributary.fl.align.PsiDialogue;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.SparkForTests;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.psi.IdEncoding;
import dev.tributary.protocol.psi.MaskedPoints;
import dev.tributary.protocol.psi.PsiFeatureParty;
import dev.tributary.protocol.psi.PsiLabelParty;
import dev.tributary.protocol.psi.PsiOffer;
import dev.tributary.protocol.psi.PsiOutcome;
import dev.tributary.protocol.psi.RowAssignment;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alignment that jobs run against a party that does not follow the protocol. */
final class DeviatingPeersIT {
  private static final int PEOPLE = 20;
  private static final AlignmentParameters ID = new AlignmentParameters(List.of("id"), 1);

  /** Bytes of a message of tokens before the first, and of a token. */
  private static final int FRAME = 5;

  private static final int TOKEN = 16;

  @TempDir Path work;
  private final SparkSession spark = SparkForTests.session();

  /** Of two rows: one that is given twice, one of a point that was not sent, a third number. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|0|assigned rows twice, or to points that were not sent",
        "20|1|assigned rows twice, or to points that were not sent",
        "1|2|assigned row numbers beyond the announced 2",
      })
  void rowsThatAreNotOnceEachAreTheLabelPartysFault(int position, long row, String message) {
    AlignmentParties parties = new AlignmentParties(work, "lender", "bureau");
    CompletableFuture<AlignedRows> bureau = parties.start(1, spark.range(0, PEOPLE).toDF("id"), ID);
    CompletableFuture<Boolean> lender =
        parties.start(0, session -> assign(session, parties.party(1), position, row));

    assertFails(bureau, "lender", message);
    assertThat(lender).succeedsWithin(Duration.ofMinutes(1));
    // Whose points are visible first could be sent to another party as the other's own.
    assertThat(parties.events())
        .containsSubsequence("bureau awaits psi/points", "bureau commits psi/points");
  }

  private static boolean assign(FederatedSession session, PartyId to, int position, long row) {
    PsiDialogue lender = new PsiDialogue(session, 1, AlignmentParameters.ANY_IDS);
    PsiLabelParty role = new PsiLabelParty(ids(), 1, new SecureRandom());
    List<MaskedPoints> points = role.maskedPoints();
    lender.sendOffer(to, PEOPLE);
    send(session, lender.pointsTo(to), points.get(0).toBytes());
    lender.awaitPoints(to, lender.receiveOffer(to));
    lender.awaitTokens(to, points.size());
    lender.sendOutcome(new PsiOutcome(2));
    RowAssignment rows =
        new RowAssignment(new int[2], new int[] {0, position}, new long[] {0, row});
    send(session, lender.rowsTo(to), rows.toBytes());
    return true;
  }

  @Test
  void twoPointsThatAreAnsweredAlikeAreTheFeaturePartysFault() {
    AlignmentParties parties = new AlignmentParties(work, "lender", "bureau");
    CompletableFuture<Boolean> bureau =
        parties.start(1, session -> answerAlike(session, parties.party(0)));
    CompletableFuture<AlignedRows> lender = parties.start(0, spark.range(0, PEOPLE).toDF("id"), ID);

    assertFails(lender, "bureau", "answered two different points alike");
    assertThat(bureau).succeedsWithin(Duration.ofMinutes(1));
  }

  private static boolean answerAlike(FederatedSession session, PartyId label) {
    PsiDialogue bureau = new PsiDialogue(session, 1, AlignmentParameters.ANY_IDS);
    PsiFeatureParty role = new PsiFeatureParty(ids(), new SecureRandom());
    bureau.sendOffer(label, PEOPLE);
    PsiOffer offer = bureau.receiveOffer(label);
    StepManifest theirs = bureau.awaitPoints(label, offer);
    send(session, bureau.pointsTo(label), role.maskedPoints().get(0).toBytes());
    byte[] message = session.exchange().fetchBytes(theirs, 0, MaskedPoints.MAX_LENGTH);
    byte[] tokens = role.answer(List.of(MaskedPoints.fromBytes(message, 0, 1))).get(0).toBytes();
    assertThat(tokens).hasSize(FRAME + PEOPLE * TOKEN);
    System.arraycopy(tokens, FRAME, tokens, FRAME + TOKEN, TOKEN);
    send(session, bureau.tokensTo(label), tokens);
    return true;
  }

  private static void send(FederatedSession session, StepAddress step, byte[] piece) {
    PieceReceipt receipt = session.exchange().put(step.shard(0), PayloadWriter.of(piece));
    session.exchange().commit(new StepManifest(step, List.of(receipt)));
  }

  private static List<byte[]> ids() {
    return LongStream.range(0, PEOPLE).mapToObj(id -> IdEncoding.encode(List.of(id))).toList();
  }

  private static void assertFails(CompletableFuture<?> end, String party, String words) {
    assertThatThrownBy(end::get)
        .hasMessageContaining(party)
        .hasMessageContaining(words)
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.PEER));
  }
}
