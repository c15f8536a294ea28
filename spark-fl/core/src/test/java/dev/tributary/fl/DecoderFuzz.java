package dev.tributary.fl;

import static org.assertj.core.api.Assertions.fail;

import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Feeds random and mutated bytes to a decoder, which may accept them or throw {@link
 * MalformedMessageException}, and nothing else. {@code -Dtributary.fuzz} sets the number of inputs.
 */
public final class DecoderFuzz {
  private static final int INPUTS = Integer.getInteger("tributary.fuzz", 50_000);

  private DecoderFuzz() {}

  /**
   * @param valid a message that the decoder accepts
   */
  public static void run(String name, long seed, byte[] valid, Consumer<byte[]> decoder) {
    System.out.println("fuzz " + name + " seed " + seed + " inputs " + INPUTS);
    decoder.accept(valid);
    Random random = new Random(seed);
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = i % 4 == 0 ? noise(random) : mutate(valid, random);
      try {
        decoder.accept(input);
      } catch (MalformedMessageException e) {
        // Refused, as it should be.
      } catch (RuntimeException | Error e) {
        fail(name + " input " + HexFormat.of().formatHex(input), e);
      }
    }
  }

  private static byte[] noise(Random random) {
    byte[] input = new byte[random.nextInt(64)];
    random.nextBytes(input);
    if (input.length > 0 && random.nextBoolean()) {
      input[0] = 1;
    }
    return input;
  }

  private static byte[] mutate(byte[] valid, Random random) {
    byte[] input = valid.clone();
    int edits = 1 + random.nextInt(3);
    for (int e = 0; e < edits && input.length > 0; e++) {
      int at = random.nextInt(input.length);
      switch (random.nextInt(5)) {
        case 0 -> input[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> input[at] = (byte) random.nextInt(256);
        case 2 -> input = Arrays.copyOf(input, at);
        case 3 -> input = Arrays.copyOf(input, input.length + random.nextInt(9));
        default -> input[at] = (byte) (random.nextBoolean() ? 0xff : 0x7f);
      }
    }
    return input;
  }
}
