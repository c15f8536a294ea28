package dev.tributary.protocol.psi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PsiMessageTest {
  private static final long SEED = 9380L;
  private static final int INPUTS = 200_000;

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
    fuzz(OFFER, PsiOffer::fromBytes);
    fuzz(POINTS, bytes -> MaskedPoints.fromBytes(bytes, 0, 1));
    fuzz(TOKENS, bytes -> MatchTokens.fromBytes(bytes, 2));
    fuzz(OUTCOME, PsiOutcome::fromBytes);
    fuzz(ROWS, RowAssignment::fromBytes);
  }

  private static void fuzz(byte[] valid, Consumer<byte[]> decoder) {
    Random random = new Random(SEED);
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = mutate(valid, random);
      try {
        decoder.accept(input);
      } catch (MalformedMessageException expected) {
        // The one way to refuse.
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + SEED + ": " + HexFormat.of().formatHex(input), e);
      }
    }
  }

  private static byte[] mutate(byte[] valid, Random random) {
    if (random.nextInt(4) == 0) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] input = Arrays.copyOf(valid, Math.max(0, valid.length + random.nextInt(9) - 4));
    for (int flips = random.nextInt(4); flips >= 0 && input.length > 0; flips--) {
      input[random.nextInt(input.length)] = (byte) random.nextInt(256);
    }
    return input;
  }

  private static byte[] points(int... firstBytes) {
    byte[] points = new byte[EcdhPsi.POINT_SIZE * firstBytes.length];
    for (int i = 0; i < firstBytes.length; i++) {
      points[EcdhPsi.POINT_SIZE * i] = (byte) firstBytes[i];
    }
    return points;
  }
}
