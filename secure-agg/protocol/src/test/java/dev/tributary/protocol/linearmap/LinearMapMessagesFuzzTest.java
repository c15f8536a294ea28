package dev.tributary.protocol.linearmap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Random and mutated inputs to every decoder: a value or MalformedMessageException, nothing else.
 */
class LinearMapMessagesFuzzTest {
  private static final LatticeSet SET = LatticeSet.Q32;
  private static final int ROUNDS = 20_000;

  @Test
  void decodersRefuseOrRead() {
    long seed = new Random().nextLong();
    System.out.println("fuzz seed " + seed);
    Random random = new Random(seed);
    byte[] valid = LinearMapMessages.encode(new WordMatrix(SET, 3, 5));
    for (int round = 0; round < ROUNDS; round++) {
      byte[] input = round % 2 == 0 ? mutated(valid, random) : noise(random);
      attempt(seed, input, m -> LinearMapMessages.words(SET, 3, 5, m));
      attempt(seed, input, m -> LinearMapMessages.secrets(SET, 0, 1, m));
      attempt(seed, input, m -> LinearMapMessages.publicKey(SET, m));
    }
  }

  @Test
  void aResidueAtThePrimeIsRefused() {
    byte[] message = new byte[1 + 1 + 1 + 4 + 4 + 4 + 33792];
    Arrays.fill(message, (byte) 0xff);
    System.arraycopy(new byte[] {1, 2, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, message, 0, 13);
    message[13] = (byte) (33792 >> 8);
    message[14] = (byte) 33792;
    try {
      LinearMapMessages.publicKey(SET, message);
    } catch (MalformedMessageException e) {
      assertThat(e).hasMessageContaining("a residue must be below");
      return;
    }
    throw new AssertionError("a residue that is not reduced was read");
  }

  private static byte[] mutated(byte[] valid, Random random) {
    byte[] input = Arrays.copyOf(valid, valid.length + random.nextInt(3) - 1);
    input[random.nextInt(input.length)] = (byte) random.nextInt();
    return input;
  }

  private static byte[] noise(Random random) {
    byte[] input = new byte[random.nextInt(64)];
    random.nextBytes(input);
    return input;
  }

  private static void attempt(long seed, byte[] input, Consumer<byte[]> decoder) {
    try {
      decoder.accept(input);
    } catch (MalformedMessageException e) {
      return;
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed + ", input " + Arrays.toString(input), e);
    }
  }
}
