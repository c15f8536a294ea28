package dev.tributary.protocol.secagg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.wire.MalformedMessageException;
import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Vectors longer than a piece, and what is no piece of them. */
class VectorPiecesTest {
  private static final int WORDS = VectorPieces.WORDS;

  @Test
  void aPieceMoreBeginsWithTheFirstWordBeyondWholeOnes() {
    assertThat(VectorPieces.count(1)).isEqualTo(1);
    assertThat(VectorPieces.count(WORDS)).isEqualTo(1);
    assertThat(VectorPieces.count(WORDS + 1)).isEqualTo(2);
    assertThat(VectorPieces.count(3 * WORDS)).isEqualTo(3);
    assertThat(VectorPieces.from(2)).isEqualTo(2 * WORDS);
    assertThat(VectorPieces.size(2 * WORDS + 5, 1)).isEqualTo(WORDS);
    assertThat(VectorPieces.size(2 * WORDS + 5, 2)).isEqualTo(5);
    assertThat(VectorPieces.length(2 * WORDS + 5, 2)).isEqualTo(41);
  }

  @Test
  void allPiecesTogetherAreTheVector() {
    long[] vector = new Random(5).longs(2 * WORDS + 5).toArray();
    long[] joined = new long[vector.length];
    for (int piece = 0; piece < VectorPieces.count(vector.length); piece++) {
      byte[] message = VectorPieces.encode(vector, piece);
      assertThat(message).hasSize(VectorPieces.length(vector.length, piece));
      long[] words = VectorPieces.decode(vector.length, piece, message);
      System.arraycopy(words, 0, joined, VectorPieces.from(piece), words.length);
    }
    assertThat(joined).isEqualTo(vector);
    assertThat(VectorPieces.encode(new long[] {0x0102030405060708L}))
        .containsExactly(1, 8, 7, 6, 5, 4, 3, 2, 1);
  }

  @Test
  void aPieceIsOfItsFormatAndLength() {
    byte[] message = VectorPieces.encode(new long[] {1, 2});
    assertThat(VectorPieces.decode(WORDS + 2, 1, message)).containsExactly(1, 2);
    assertRefused(WORDS + 1, 1, message);
    assertRefused(WORDS + 3, 1, message);
    assertRefused(WORDS + 2, 0, message);
    assertRefused(WORDS + 2, 1, new byte[0]);
    message[0] = 2;
    assertRefused(WORDS + 2, 1, message);
  }

  private static void assertRefused(int words, int piece, byte[] message) {
    assertThatThrownBy(() -> VectorPieces.decode(words, piece, message))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage(
            "piece %d must have format 1 and %d bytes. Provided value: %d bytes",
            piece, VectorPieces.length(words, piece), message.length);
  }

  /**
   * Whoever masks piece by piece, or in blocks of an executor, masks as one that does it at once.
   */
  @Test
  void aMaskIsTheSameInPieces() {
    int words = 5000;
    Parties parties = new Parties(3, 2);
    Course course = new Course(parties, Parties.round(0, words));
    course.share(i -> true);
    VectorMask mask = course.present.get(0).mask();
    long[] whole = new long[words];
    mask.addTo(whole, 0, words, 0);

    long[] pieces = new long[words + 7];
    for (int from = 0; from < words; from += 1111) {
      mask.addTo(pieces, 7 + from, Math.min(1111, words - from), from);
    }

    assertThat(pieces).startsWith(0, 0, 0, 0, 0, 0, 0).endsWith(whole);
    assertThat(whole).isNotEqualTo(new long[words]);
  }

  @Test
  void aDigestIsThatOfTheWordsInLittleEndianOrder() throws Exception {
    long[] vector = new Random(6).longs(8192 + 3).toArray();
    byte[] bytes = new byte[8 * vector.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (vector[i / 8] >>> (8 * (i % 8)));
    }
    assertThat(ToldTotals.digest(vector))
        .isEqualTo(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
