package dev.tributary.protocol.linearmap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Random and mutated inputs to every decoder: a value or MalformedMessageException, nothing else.
 */
class LinearMapMessagesFuzzTest {
  private static final LatticeSet SET = LatticeSet.Q32;

  @Test
  void decodersRefuseOrRead() {
    VectorOwnerBatch batch = new VectorOwnerBatch(SET, new byte[32], new byte[32]);
    byte[] words = LinearMapMessages.encode(new WordMatrix(SET, 3, 5));
    byte[] secrets = LinearMapMessages.encode(SET, batch.encrypt(0, 1));
    byte[] key = LinearMapMessages.encode(SET, batch.publicKey());
    DecoderFuzz.run("words", m -> LinearMapMessages.words(SET, 3, 5, m), words);
    DecoderFuzz.run("secrets", m -> LinearMapMessages.secrets(SET, 0, 1, m), secrets);
    DecoderFuzz.runOnLarge("publicKey", m -> LinearMapMessages.publicKey(SET, m), key);
  }

  @Test
  void aResidueAtThePrimeIsRefused() {
    int length = 33792 * SET.keys();
    byte[] message = new byte[1 + 1 + 1 + 4 + 4 + 4 + length];
    Arrays.fill(message, (byte) 0xff);
    System.arraycopy(new byte[] {1, 2, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, message, 0, 13);
    ByteBuffer.wrap(message).putInt(11, length);
    try {
      LinearMapMessages.publicKey(SET, message);
    } catch (MalformedMessageException e) {
      assertThat(e).hasMessageContaining("a residue must be below");
      return;
    }
    throw new AssertionError("a residue that is not reduced was read");
  }
}
