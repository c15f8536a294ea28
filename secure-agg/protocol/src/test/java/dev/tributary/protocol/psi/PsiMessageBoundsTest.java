package dev.tributary.protocol.psi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireWriter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last value that each message may hold, and the first that it may not. */
class PsiMessageBoundsTest {
  @Test
  void nothingFollowsAMessage() {
    followed(new PsiOffer("s", 1, 1).toBytes(), PsiOffer::fromBytes);
    followed(
        new MaskedPoints(new byte[32], 0, 1).toBytes(),
        bytes -> MaskedPoints.fromBytes(bytes, 0, 1));
    followed(new MatchTokens(new long[2]).toBytes(), bytes -> MatchTokens.fromBytes(bytes, 1));
    followed(new PsiOutcome(1).toBytes(), PsiOutcome::fromBytes);
    followed(rows(0, 0, 0).toBytes(), RowAssignment::fromBytes);
  }

  private static void followed(byte[] message, Consumer<byte[]> decoder) {
    decoder.accept(message);
    malformed(
        () -> decoder.accept(Arrays.copyOf(message, message.length + 1)), "1 bytes follow the end");
  }

  private static void malformed(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anOfferHasAKeyAndAnId() {
    assertThat(PsiOffer.fromBytes(offer(1, 1))).isEqualTo(new PsiOffer("s", 1, 1));
    assertThat(PsiOffer.fromBytes(offer(255, 1)).keyParts()).isEqualTo(255);
    malformed(() -> PsiOffer.fromBytes(offer(0, 1)), "Provided value: 0, 1");
    malformed(() -> PsiOffer.fromBytes(offer(1, 0)), "Provided value: 1, 0");
    for (int parts : new int[] {0, 256}) {
      assertThatThrownBy(() -> new PsiOffer("s", parts, 1)).hasMessageContaining("1 to 255");
    }
    assertThatThrownBy(() -> new PsiOffer("s", 1, 0)).hasMessageContaining("at least 1 id");
    assertThat(new PsiOffer("x".repeat(64), 255, Long.MAX_VALUE).toBytes())
        .hasSizeLessThanOrEqualTo(PsiOffer.MAX_LENGTH);
    byte[] long1 = new WireWriter(1).string("x".repeat(65)).u8(1).i64(1).toByteArray();
    malformed(() -> PsiOffer.fromBytes(long1), "0 to 64");
  }

  private static byte[] offer(int parts, long ids) {
    return new WireWriter(1).string("s").u8(parts).i64(ids).toByteArray();
  }

  @Test
  void anOutcomeIsANumberOfRowsOrNone() {
    assertThat(PsiOutcome.fromBytes(outcome(1)).enough()).isTrue();
    assertThat(PsiOutcome.fromBytes(outcome(-1)).enough()).isFalse();
    for (long bad : new long[] {0, -2, Long.MIN_VALUE}) {
      malformed(() -> PsiOutcome.fromBytes(outcome(bad)), "Provided value: " + bad);
      assertThatThrownBy(() -> new PsiOutcome(bad)).hasMessageContaining("at least 1, or -1");
    }
    assertThat(outcome(1)).hasSize(PsiOutcome.LENGTH);
  }

  private static byte[] outcome(long rows) {
    return new WireWriter(1).i64(rows).toByteArray();
  }

  @Test
  void pointsAreWholeAndOfTheirPiece() {
    assertThatThrownBy(() -> new MaskedPoints(new byte[33], 0, 1))
        .hasMessage("points must have 32 bytes each. Provided value: 33 bytes");
    byte[] two = new byte[64];
    two[32] = (byte) 0x80;
    assertThat(new MaskedPoints(two, 0, 1).size()).isEqualTo(2);
    // 0x80 is above 0x00 as a byte without sign, and in the second half.
    assertThatThrownBy(() -> new MaskedPoints(two, 0, 2)).hasMessageContaining("to piece 0");
    two[32] = 0;
    assertThatThrownBy(() -> new MaskedPoints(two, 0, 1)).hasMessageContaining("not so at 1");
    assertThat(MaskedPoints.sizeOf(4)).isEqualTo(-1);
    assertThat(MaskedPoints.sizeOf(5)).isZero();
    assertThat(MaskedPoints.sizeOf(5 + 31)).isEqualTo(-1);
    assertThat(MaskedPoints.sizeOf(5 + 32)).isEqualTo(1);
  }

  @Test
  void tokensAreWholeAndAsManyAsAreDue() {
    MatchTokens tokens =
        MatchTokens.fromBytes(new MatchTokens(new long[] {1, 2, 3, 4}).toBytes(), 2);
    assertThat(List.of(tokens.high(0), tokens.low(0), tokens.high(1), tokens.low(1)))
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(tokens.size()).isEqualTo(2);
    byte[] half = new WireWriter(1).longs(new long[3]).toByteArray();
    malformed(() -> MatchTokens.fromBytes(half, 1), "must be 1. Provided value: 1.5");
    malformed(() -> MatchTokens.fromBytes(half, 2), "must be 2. Provided value: 1.5");
  }

  @Test
  void rowsAscendByPieceThenPosition() {
    RowAssignment rows =
        RowAssignment.fromBytes(
            new RowAssignment(new int[] {0, 0, 1}, new int[] {0, 1, 0}, new long[] {0, 7, 3})
                .toBytes());
    assertThat(rows.pieces()).containsExactly(0, 0, 1);
    assertThat(rows.positions()).containsExactly(0, 1, 0);
    assertThat(rows.rows()).containsExactly(0, 7, 3);
    assertThat(rows.size()).isEqualTo(3);
    for (int[] bad : new int[][] {{0, 0}, {1, 0}}) {
      malformedRows(new int[] {0, 0}, bad, new long[2], "not so at 1");
    }
    malformedRows(new int[] {1, 0}, new int[] {0, 1}, new long[2], "not so at 1");
    malformedRows(new int[] {0, -1}, new int[] {0, 1}, new long[2], "negative at 1");
    malformedRows(new int[] {-1}, new int[1], new long[1], "negative at 0");
    malformedRows(new int[1], new int[] {-1}, new long[1], "negative at 0");
    malformedRows(new int[1], new int[1], new long[] {-1}, "negative at 0");
    malformedRows(new int[2], new int[] {0, 1}, new long[1], "one length. Provided value: 2, 2, 1");
    malformedRows(new int[1], new int[2], new long[1], "one length. Provided value: 1, 2, 1");
  }

  private static void malformedRows(int[] pieces, int[] positions, long[] rows, String message) {
    assertThatThrownBy(() -> new RowAssignment(pieces, positions, rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
    byte[] bytes = new WireWriter(1).ints(pieces).ints(positions).longs(rows).toByteArray();
    malformed(() -> RowAssignment.fromBytes(bytes), message);
  }

  private static RowAssignment rows(int piece, int position, long row) {
    return new RowAssignment(new int[] {piece}, new int[] {position}, new long[] {row});
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 1",
    "16384, 1",
    "16385, 2",
    "32769, 3",
    "67108864, 4096",
    "67108865, 4096",
    "1000000000000, 4096"
  })
  void piecesHoldSixteenThousandPointsUpToFourThousandPieces(long ids, int pieces) {
    assertThat(EcdhPsi.pieces(ids)).isEqualTo(pieces);
  }

  /** A third of 2^32 is 0x55555555.55: every one of the four bytes decides. */
  @ParameterizedTest
  @CsvSource({
    "00000000, 3, 0", "55555555, 3, 0", "55555556, 3, 1", "55555600, 3, 1", "55560000, 3, 1",
    "56000000, 3, 1", "aaaaaaaa, 3, 1", "aaaaaaab, 3, 2", "aaaaab00, 3, 2", "ffffffff, 3, 2",
    "ffffffff, 4096, 4095", "ffffffff, 1, 0"
  })
  void theFirstFourBytesTellThePiece(String prefix, int pieces, int piece) {
    byte[] point = new byte[40];
    System.arraycopy(HexFormat.of().parseHex(prefix), 0, point, 8, 4);
    assertThat(EcdhPsi.pieceOf(point, 8, pieces)).isEqualTo(piece);
  }
}
