package dev.tributary.protocol.fuzz;

import dev.tributary.crypto.lattice.EncryptedSecrets;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.PublicKey;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.crypto.paillier.MalformedPaillierException;
import dev.tributary.crypto.paillier.PaillierKeyGenerator;
import dev.tributary.crypto.paillier.PaillierParameters;
import dev.tributary.crypto.paillier.PaillierPublicKey;
import dev.tributary.crypto.paillier.RandomBases;
import dev.tributary.crypto.random.SystemSource;
import dev.tributary.protocol.linearmap.VectorOwnerBatch;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Random and mutated inputs to the decoders of {@code crypto}, which know no messages: a value or
 * the exception that each is documented to throw, nothing else.
 */
class KernelDecodersFuzzTest {
  private static final LatticeSet SET = LatticeSet.Q32;

  /** Refusals of a kernel as those of messages, as who receives such bytes makes them. */
  private static Consumer<byte[]> refusing(
      Class<? extends IllegalArgumentException> refusal, Consumer<byte[]> decoder) {
    return bytes -> {
      try {
        decoder.accept(bytes);
      } catch (IllegalArgumentException e) {
        if (e.getClass() != refusal) {
          throw e;
        }
        throw new MalformedMessageException(e.getMessage());
      }
    };
  }

  private static Consumer<byte[]> refusing(Consumer<byte[]> decoder) {
    return refusing(IllegalArgumentException.class, decoder);
  }

  @Test
  void latticeBlocksAreReadOrRefused() {
    VectorOwnerBatch batch = new VectorOwnerBatch(SET, new byte[32], new byte[32]);
    DecoderFuzz.run(
        "WordMatrix",
        refusing(b -> WordMatrix.fromBytes(SET, 3, 5, b)),
        new WordMatrix(SET, 3, 5).toBytes());
    DecoderFuzz.runOnLarge(
        "EncryptedSecrets",
        refusing(b -> EncryptedSecrets.fromBytes(SET, 0, 1, b)),
        batch.encrypt(0, 1).toBytes());
    DecoderFuzz.runOnLarge(
        "PublicKey", refusing(b -> PublicKey.fromBytes(SET, b)), batch.publicKey().toBytes());
  }

  /** What is long enough is looked at for factors. */
  @Test
  void paillierKeysAreReadOrRefused() {
    PaillierPublicKey key =
        PaillierKeyGenerator.generate(PaillierParameters.of(2048), new SystemSource()).publicKey();
    DecoderFuzz.runOnLarge(
        "PaillierPublicKey",
        refusing(MalformedPaillierException.class, PaillierPublicKey::decode),
        key.encode());
    DecoderFuzz.runOnLarge(
        "RandomBases",
        refusing(MalformedPaillierException.class, b -> RandomBases.decode(key, b)),
        RandomBases.draw(key, new SystemSource()).encode());
  }
}
