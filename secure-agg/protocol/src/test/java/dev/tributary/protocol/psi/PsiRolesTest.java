package dev.tributary.protocol.psi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.ec.InvalidPointException;
import dev.tributary.crypto.ec.MaskingKey;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PsiRolesTest {
  private static final PartyId BUREAU = new PartyId("bureau");
  private static final PartyId RETAILER = new PartyId("retailer");
  private final SecureRandom random = new SecureRandom();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void threePartiesFindTheCommonIdsInOneOrder(long seed) {
    Random draws = new Random(seed);
    List<Long> labelIds = draw(draws, 400);
    List<Long> bureauIds = draw(draws, 300);
    List<Long> retailerIds = draw(draws, 350);
    PsiLabelParty label = new PsiLabelParty(encode(labelIds), 1, random);
    PsiFeatureParty bureau = new PsiFeatureParty(encode(bureauIds), random);
    PsiFeatureParty retailer = new PsiFeatureParty(encode(retailerIds), random);
    exchange(label, BUREAU, bureau);
    exchange(label, RETAILER, retailer);
    PsiOutcome outcome = label.outcome();
    Set<Long> expected = common(labelIds, bureauIds, retailerIds);

    assertThat(label.overlap(BUREAU))
        .as("seed %d", seed)
        .isEqualTo(common(labelIds, bureauIds).size());
    List<Long> rows = at(labelIds, label.indices());
    assertThat(new TreeSet<>(rows)).as("seed %d", seed).isEqualTo(expected);
    assertThat(at(bureauIds, bureau.receiveRows(outcome, label.assignments(BUREAU))))
        .isEqualTo(rows);
    assertThat(at(retailerIds, retailer.receiveRows(outcome, label.assignments(RETAILER))))
        .isEqualTo(rows);
  }

  @Test
  void piecesFollowOneAnotherAndHoldEveryPoint() {
    List<Long> ids = IntStream.range(0, 40_000).mapToObj(Long::valueOf).toList();
    List<MaskedPoints> pieces = new PsiFeatureParty(encode(ids), random).maskedPoints();
    assertThat(pieces).hasSize(EcdhPsi.pieces(40_000)).hasSize(3);
    assertThat(pieces.stream().mapToInt(MaskedPoints::size).sum()).isEqualTo(40_000);
    for (int i = 0; i < pieces.size(); i++) {
      MaskedPoints again = MaskedPoints.fromBytes(pieces.get(i).toBytes(), i, pieces.size());
      assertThat(again.size()).isBetween(12_000, 15_000);
    }
  }

  @Test
  void noTwoRunsSendTheSamePoints() {
    List<byte[]> ids = encode(List.of(1L, 2L, 3L));
    byte[] first = new PsiFeatureParty(ids, random).maskedPoints().get(0).points();
    byte[] second = new PsiFeatureParty(ids, random).maskedPoints().get(0).points();
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void repeatedIdsAreRefusedWithTheirNumber() {
    assertThatThrownBy(() -> new PsiFeatureParty(encode(List.of(1L, 2L, 1L, 1L)), random))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageContaining("2 of 4 rows")
        .hasMessageContaining("align.key");
    assertThatThrownBy(() -> new PsiLabelParty(List.of(), 1, random)).hasMessageContaining("no id");
  }

  @Test
  void tooFewCommonIdsEndTheRun() {
    List<Long> ids = List.of(1L, 2L, 3L);
    PsiLabelParty label = new PsiLabelParty(encode(ids), 4, random);
    exchange(label, BUREAU, new PsiFeatureParty(encode(ids), random));
    assertThat(label.outcome()).isEqualTo(PsiOutcome.tooFew());
    assertThat(label.commonIds()).isEqualTo(3);
    assertThatThrownBy(() -> label.assignments(BUREAU)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void sidesRefuseCallsOutOfTurn() {
    List<byte[]> ids = encode(List.of(1L, 2L));
    PsiLabelParty label = new PsiLabelParty(ids, 1, random);
    PsiFeatureParty bureau = new PsiFeatureParty(ids, random);
    assertThatThrownBy(label::outcome).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> label.receiveTokens(BUREAU, List.of()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> bureau.receiveRows(new PsiOutcome(1), List.of()))
        .isInstanceOf(IllegalStateException.class);
    exchange(label, BUREAU, bureau);
    assertThatThrownBy(() -> exchange(label, BUREAU, bureau))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void labelRefusesAnswersThatCannotBe() {
    List<byte[]> ids = encode(List.of(1L, 2L));
    PsiLabelParty label = new PsiLabelParty(ids, 1, random);
    PsiFeatureParty bureau = new PsiFeatureParty(ids, random);
    label.receivePoints(BUREAU, bureau.maskedPoints());
    MatchTokens answer = bureau.answer(label.maskedPoints()).get(0);
    long[] twice = {answer.high(0), answer.low(0), answer.high(0), answer.low(0)};
    assertThatThrownBy(() -> label.receiveTokens(BUREAU, List.of(new MatchTokens(twice))))
        .isInstanceOf(InconsistentPeerException.class)
        .hasMessageContaining("alike");
    assertThatThrownBy(() -> label.receiveTokens(BUREAU, List.of(new MatchTokens(new long[2]))))
        .hasMessageContaining("number of points");
    assertThatThrownBy(() -> label.receiveTokens(BUREAU, List.of()))
        .hasMessageContaining("number of pieces");
  }

  @Test
  void featurePartyRefusesRowsThatCannotBe() {
    List<byte[]> ids = encode(List.of(1L, 2L));
    PsiLabelParty label = new PsiLabelParty(ids, 1, random);
    PsiFeatureParty bureau = new PsiFeatureParty(ids, random);
    exchange(label, BUREAU, bureau);
    PsiOutcome two = new PsiOutcome(2);
    assertRowsRefused(bureau, two, rows(new int[] {0, 1}, 0, 0));
    assertRowsRefused(bureau, two, rows(new int[] {0, 1}, 0, 2));
    assertRowsRefused(bureau, two, rows(new int[] {0, 2}, 0, 1));
    assertRowsRefused(bureau, two, rows(new int[] {0}, 0));
    assertRowsRefused(bureau, new PsiOutcome(3), rows(new int[] {0, 1}, 0, 1));
    assertThat(bureau.receiveRows(two, List.of(rows(new int[] {0, 1}, 1, 0)))).hasSize(2);
  }

  @Test
  void pointsOfSmallOrderAreRefused() {
    MaskedPoints zero = new MaskedPoints(new byte[EcdhPsi.POINT_SIZE], 0, 1);
    PointMasker masker = new PointMasker(MaskingKey.random(random));
    assertThatThrownBy(() -> masker.maskAgain(zero)).isInstanceOf(InvalidPointException.class);
  }

  private static void assertRowsRefused(
      PsiFeatureParty role, PsiOutcome outcome, RowAssignment rows) {
    assertThatThrownBy(() -> role.receiveRows(outcome, List.of(rows)))
        .isInstanceOf(InconsistentPeerException.class);
  }

  private static RowAssignment rows(int[] positions, long... rows) {
    return new RowAssignment(new int[rows.length], positions, rows);
  }

  private static void exchange(PsiLabelParty label, PartyId party, PsiFeatureParty feature) {
    label.receivePoints(party, feature.maskedPoints());
    label.receiveTokens(party, feature.answer(label.maskedPoints()));
  }

  private static List<Long> draw(Random random, int size) {
    List<Long> ids = new ArrayList<>();
    for (long id = 0; id < 500; id++) {
      ids.add(id);
    }
    Collections.shuffle(ids, random);
    return ids.subList(0, size);
  }

  private static List<byte[]> encode(List<Long> ids) {
    return ids.stream().map(id -> IdEncoding.encode(List.of(id))).toList();
  }

  private static List<Long> at(List<Long> ids, int[] indices) {
    return Arrays.stream(indices).mapToObj(ids::get).toList();
  }

  @SafeVarargs
  private static Set<Long> common(List<Long>... sets) {
    Set<Long> common = new TreeSet<>(sets[0]);
    Arrays.stream(sets).forEach(common::retainAll);
    return common;
  }
}
