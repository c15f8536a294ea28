package dev.tributary.protocol.psi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PsiMessageTest {
  private static final byte[] OFFER = new PsiOffer(EcdhPsi.SUITE, 2, 1_000_000L).toBytes();
  private static final byte[] POINTS = new MaskedPoints(points(1, 2, 5), 0, 1).toBytes();
  private static final byte[] TOKENS = new MatchTokens(new long[] {1, 2, 3, 4}).toBytes();
  private static final byte[] OUTCOME = new PsiOutcome(17).toBytes();
  private static final byte[] ROWS =
      new RowAssignment(new int[] {0, 0, 2}, new int[] {3, 5, 0}, new long[] {1, 0, 2}).toBytes();

  @Test
  void readWhatWasWritten() {
    assertThat(PsiOffer.fromBytes(OFFER)).isEqualTo(new PsiOffer("ecdh-psi-1", 2, 1_000_000L));
    assertThat(MaskedPoints.fromBytes(POINTS, 0, 1).points()).isEqualTo(points(1, 2, 5));
    assertThat(MatchTokens.fromBytes(TOKENS, 2).low(1)).isEqualTo(4);
    assertThat(PsiOutcome.fromBytes(OUTCOME)).isEqualTo(new PsiOutcome(17));
    assertThat(PsiOutcome.fromBytes(PsiOutcome.tooFew().toBytes()).enough()).isFalse();
    assertThat(RowAssignment.fromBytes(ROWS).rows()).containsExactly(1, 0, 2);
  }

  /** Format 1 as first released. */
  @Test
  void bytesOfFormatOneAreFixed() {
    assertThat(HexFormat.of().formatHex(OFFER))
        .isEqualTo("010000000a656364682d7073692d310200000000000f4240");
    assertThat(HexFormat.of().formatHex(OUTCOME)).isEqualTo("010000000000000011");
    assertThat(HexFormat.of().formatHex(TOKENS))
        .startsWith("0100000004")
        .hasSize(2 * (5 + 2 * EcdhPsi.TOKEN_SIZE));
    assertThat(MaskedPoints.sizeOf(POINTS.length)).isEqualTo(3);
    assertThat(MaskedPoints.sizeOf(POINTS.length + 1)).isEqualTo(-1);
  }

  @Test
  void refuseRepeatsDisorderAndForeignPieces() {
    for (byte[] bad : new byte[][] {points(1, 1), points(2, 1)}) {
      byte[] message = Arrays.copyOf(POINTS, 5 + bad.length);
      message[4] = (byte) bad.length;
      System.arraycopy(bad, 0, message, 5, bad.length);
      assertThatThrownBy(() -> MaskedPoints.fromBytes(message, 0, 1))
          .isInstanceOf(MalformedMessageException.class)
          .hasMessageContaining("ascending");
    }
    assertThatThrownBy(() -> MaskedPoints.fromBytes(POINTS, 1, 2))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("belong");
    assertThatThrownBy(() -> MatchTokens.fromBytes(TOKENS, 3))
        .isInstanceOf(MalformedMessageException.class);
    assertThatThrownBy(
            () -> new RowAssignment(new int[] {1, 0}, new int[] {0, 0}, new long[] {0, 1}))
        .hasMessageContaining("ascending");
    assertThatThrownBy(() -> new PsiOutcome(0)).hasMessageContaining("at least 1");
  }

  @Test
  void fuzzedInputsAreReadOrRefusedCleanly() {
    DecoderFuzz.run("PsiOffer", PsiOffer::fromBytes, OFFER);
    DecoderFuzz.run("MaskedPoints", bytes -> MaskedPoints.fromBytes(bytes, 0, 1), POINTS);
    DecoderFuzz.run("MatchTokens", bytes -> MatchTokens.fromBytes(bytes, 2), TOKENS);
    DecoderFuzz.run("PsiOutcome", PsiOutcome::fromBytes, OUTCOME);
    DecoderFuzz.run("RowAssignment", RowAssignment::fromBytes, ROWS);
  }

  private static byte[] points(int... firstBytes) {
    byte[] points = new byte[EcdhPsi.POINT_SIZE * firstBytes.length];
    for (int i = 0; i < firstBytes.length; i++) {
      points[EcdhPsi.POINT_SIZE * i] = (byte) firstBytes[i];
    }
    return points;
  }
}
