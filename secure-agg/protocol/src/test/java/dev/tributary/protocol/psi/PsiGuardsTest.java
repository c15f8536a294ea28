package dev.tributary.protocol.psi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.PartyId;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each answer once, each call in its turn, and nothing about points that were not sent. */
class PsiGuardsTest {
  private static final PartyId BUREAU = new PartyId("bureau");
  private static final PartyId RETAILER = new PartyId("retailer");

  private final SecureRandom random = new SecureRandom();
  private final PsiLabelParty label = new PsiLabelParty(ids(1, 2, 3), 2, random);
  private final PsiFeatureParty bureau = new PsiFeatureParty(ids(2, 3, 4), random);

  /**
   * A second answer would mask other points with the same key: the label party could ask for ids
   * that it thinks of after it has seen the first.
   */
  @Test
  void pointsAreAnsweredOnce() {
    bureau.answer(label.maskedPoints());
    List<MaskedPoints> more = new PsiLabelParty(ids(7, 8), 1, random).maskedPoints();
    assertThatThrownBy(() -> bureau.answer(more)).hasMessageContaining("second time");
    assertThatThrownBy(() -> bureau.answer(List.of())).hasMessageContaining("second time");
  }

  @Test
  void pointsAndTokensOfAPartyAreTakenOnce() {
    label.receivePoints(BUREAU, bureau.maskedPoints());
    assertThatThrownBy(() -> label.receivePoints(BUREAU, bureau.maskedPoints()))
        .hasMessageContaining("points of bureau");
    assertThatThrownBy(() -> label.receiveTokens(RETAILER, List.of()))
        .hasMessageContaining("tokens of retailer");
    List<MatchTokens> tokens = bureau.answer(label.maskedPoints());
    label.receiveTokens(BUREAU, tokens);
    assertThatThrownBy(() -> label.receiveTokens(BUREAU, tokens))
        .hasMessageContaining("tokens of bureau");
  }

  @Test
  void nothingFollowsTheOutcomeButRows() {
    assertThatThrownBy(label::commonIds).hasMessageContaining("out of turn");
    assertThatThrownBy(label::indices).hasMessageContaining("out of turn");
    assertThatThrownBy(() -> label.assignments(BUREAU)).hasMessageContaining("out of turn");
    match();
    assertThat(label.outcome()).isEqualTo(new PsiOutcome(2));
    assertThat(label.commonIds()).isEqualTo(2);
    assertThat(label.overlap(BUREAU)).isEqualTo(2);
    assertThatThrownBy(label::outcome).hasMessageContaining("out of turn");
    PsiFeatureParty retailer = new PsiFeatureParty(ids(2, 3), random);
    assertThatThrownBy(() -> label.receivePoints(RETAILER, retailer.maskedPoints()))
        .hasMessageContaining("points of retailer");
  }

  /** Exactly as many common ids as asked for are enough; one fewer is not, and no rows follow. */
  @Test
  void theMinimumIsInclusive() {
    match();
    assertThat(label.outcome().enough()).isTrue();
    assertThat(label.indices()).hasSize(2);
    PsiLabelParty stricter = new PsiLabelParty(ids(1, 2, 3), 3, random);
    PsiFeatureParty other = new PsiFeatureParty(ids(2, 3, 4), random);
    stricter.receivePoints(BUREAU, other.maskedPoints());
    stricter.receiveTokens(BUREAU, other.answer(stricter.maskedPoints()));
    assertThat(stricter.outcome().enough()).isFalse();
    assertThatThrownBy(stricter::indices).hasMessageContaining("out of turn");
    assertThatThrownBy(() -> new PsiLabelParty(ids(1), 0, random))
        .hasMessageContaining("at least 1");
    assertThat(new PsiLabelParty(ids(1), 1, random)).isNotNull();
  }

  @Test
  void rowsFollowAnAnswerAndAnOutcomeThatIsEnough() {
    PsiOutcome one = new PsiOutcome(1);
    assertThatThrownBy(() -> bureau.receiveRows(one, List.of(row(0, 0, 0))))
        .hasMessageContaining("out of turn");
    match();
    assertThatThrownBy(() -> bureau.receiveRows(PsiOutcome.tooFew(), List.of()))
        .hasMessageContaining("out of turn");
    assertThat(bureau.receiveRows(one, List.of(row(0, 2, 0)))).hasSize(1);
  }

  @Test
  void rowsAreOfPointsThatWereSentAndBelowTheirNumber() {
    match();
    PsiOutcome one = new PsiOutcome(1);
    for (RowAssignment bad : List.of(row(1, 0, 0), row(0, 3, 0))) {
      assertThatThrownBy(() -> bureau.receiveRows(one, List.of(bad)))
          .isInstanceOf(InconsistentPeerException.class)
          .hasMessageContaining("not sent");
    }
    assertThatThrownBy(() -> bureau.receiveRows(one, List.of(row(0, 0, 1))))
        .hasMessageContaining("too high a row");
    assertThatThrownBy(() -> bureau.receiveRows(new PsiOutcome(4), List.of()))
        .hasMessageContaining("more common ids than were sent");
    assertThat(bureau.receiveRows(new PsiOutcome(3), threeRows())).containsOnlyOnce(0, 1, 2);
  }

  /** The same point in two pieces of a message, for two rows. */
  @Test
  void aPointIsOneRow() {
    match();
    List<RowAssignment> twice = List.of(row(0, 0, 0), row(0, 0, 1));
    assertThatThrownBy(() -> bureau.receiveRows(new PsiOutcome(2), twice))
        .isInstanceOf(InconsistentPeerException.class)
        .hasMessageContaining("twice");
    List<RowAssignment> sameRow = List.of(row(0, 0, 0), row(0, 1, 0));
    assertThatThrownBy(() -> bureau.receiveRows(new PsiOutcome(2), sameRow))
        .hasMessageContaining("twice");
  }

  @Test
  void answersAreAsManyAsPoints() {
    label.receivePoints(BUREAU, bureau.maskedPoints());
    assertThatThrownBy(() -> label.receiveTokens(BUREAU, List.of(new MatchTokens(new long[4]))))
        .hasMessageContaining("another number of points");
    assertThatThrownBy(() -> label.receiveTokens(BUREAU, List.of(new MatchTokens(new long[8]))))
        .hasMessageContaining("another number of points");
    MatchTokens three = new MatchTokens(new long[] {1, 2, 3, 4, 5, 6});
    assertThatThrownBy(() -> label.receiveTokens(BUREAU, List.of(three, three)))
        .hasMessageContaining("another number of pieces");
  }

  /** A feature party's points in 256 pieces, by their first byte: rows name piece and place. */
  @Test
  void rowsNameThePieceOfTheirPoint() {
    byte[] points = bureau.maskedPoints().get(0).points();
    List<MaskedPoints> cut = new ArrayList<>();
    int[] starts = new int[256];
    int end = 0;
    for (int piece = 0; piece < starts.length; piece++) {
      int start = end;
      starts[piece] = start / EcdhPsi.POINT_SIZE;
      while (end < points.length && (points[end] & 0xff) == piece) {
        end += EcdhPsi.POINT_SIZE;
      }
      cut.add(new MaskedPoints(Arrays.copyOfRange(points, start, end), piece, starts.length));
    }
    label.receivePoints(BUREAU, cut);
    label.receiveTokens(BUREAU, bureau.answer(label.maskedPoints()));
    label.outcome();
    RowAssignment rows = label.assignments(BUREAU).get(0);

    int[] ranks = new int[rows.size()];
    Arrays.setAll(ranks, i -> starts[rows.pieces()[i]] + rows.positions()[i]);
    for (int i = 0; i < ranks.length; i++) {
      assertThat(points[ranks[i] * EcdhPsi.POINT_SIZE] & 0xff).isEqualTo(rows.pieces()[i]);
    }
    RowAssignment asOne = new RowAssignment(new int[ranks.length], ranks, rows.rows());
    int[] indices = bureau.receiveRows(new PsiOutcome(ranks.length), List.of(asOne));
    int[] own = label.indices();
    for (int row = 0; row < own.length; row++) {
      // Of (2, 3, 4) here and (1, 2, 3) there.
      assertThat(indices[row] + 2).isEqualTo(own[row] + 1);
    }
  }

  private void match() {
    label.receivePoints(BUREAU, bureau.maskedPoints());
    label.receiveTokens(BUREAU, bureau.answer(label.maskedPoints()));
  }

  private static List<RowAssignment> threeRows() {
    return List.of(
        new RowAssignment(new int[] {0, 0, 0}, new int[] {0, 1, 2}, new long[] {2, 0, 1}));
  }

  private static RowAssignment row(int piece, int position, long row) {
    return new RowAssignment(new int[] {piece}, new int[] {position}, new long[] {row});
  }

  private static List<byte[]> ids(long... ids) {
    return Arrays.stream(ids).mapToObj(id -> IdEncoding.encode(List.of(id))).toList();
  }
}
