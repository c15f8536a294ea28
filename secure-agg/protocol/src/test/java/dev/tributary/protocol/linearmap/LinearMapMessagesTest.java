package dev.tributary.protocol.linearmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.lattice.EncryptedSecrets;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.PublicKey;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The receiver says what is due; every field of the header is compared with that. */
class LinearMapMessagesTest {
  private static final LatticeSet SET = LatticeSet.Q32;
  private static final int KIND = 1;
  private static final int MODULUS = 2;

  @Test
  void messagesComeBack() {
    WordMatrix words = words();
    WordMatrix read = LinearMapMessages.words(SET, 2, 3, LinearMapMessages.encode(words));
    assertThat(read.toBytes()).isEqualTo(words.toBytes());
    VectorOwnerBatch batch = new VectorOwnerBatch(SET, new byte[32], new byte[32]);
    EncryptedSecrets secrets = batch.encrypt(4, 6);
    byte[] message = LinearMapMessages.encode(SET, secrets);
    assertThat(LinearMapMessages.secrets(SET, 4, 6, message).toBytes())
        .isEqualTo(secrets.toBytes());
    assertThatThrownBy(() -> LinearMapMessages.secrets(SET, 5, 7, message))
        .isInstanceOf(MalformedMessageException.class);
    assertThatThrownBy(() -> LinearMapMessages.secrets(SET, 4, 5, message))
        .isInstanceOf(MalformedMessageException.class);
    PublicKey key = batch.publicKey();
    byte[] keyMessage = LinearMapMessages.encode(SET, key);
    assertThat(LinearMapMessages.publicKey(SET, keyMessage).toBytes()).isEqualTo(key.toBytes());
    assertThatThrownBy(() -> LinearMapMessages.words(SET, 0, 0, keyMessage))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void everyFieldOfTheHeaderCounts() {
    byte[] good = LinearMapMessages.encode(words());
    refused(changed(good, 0), "format");
    refused(changed(good, KIND), "kind must be 3");
    refused(changed(good, MODULUS), "log2 q must be 32");
    refused(changed(good, 6), "value must be 2 to 2");
    refused(changed(good, 10), "value must be 3 to 3");
    refused(changed(good, 14), "24");
    refused(Arrays.copyOf(good, good.length - 1), "bytes left");
    refused(Arrays.copyOf(good, good.length + 1), "follow the end");
    byte[] shorter = Arrays.copyOf(good, good.length - 4);
    shorter[14] = (byte) (shorter[14] - 4);
    refused(shorter, "length must be 24. Provided value: 20");
  }

  private static void refused(byte[] message, String why) {
    assertThatThrownBy(() -> LinearMapMessages.words(SET, 2, 3, message))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(why);
  }

  private static byte[] changed(byte[] message, int at) {
    byte[] changed = message.clone();
    changed[at] ^= 1;
    return changed;
  }

  private static WordMatrix words() {
    WordMatrix words = new WordMatrix(SET, 2, 3);
    for (int i = 0; i < 6; i++) {
      words.add(i / 3, i % 3, i + 1);
    }
    return words;
  }
}
