package dev.tributary.protocol.fuzz;

import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Feeds a decoder random and mutated inputs. It may return or throw {@link
 * MalformedMessageException}; everything else, and an allocation beyond the heap, is a defect.
 *
 * <p>{@code -Dtributary.fuzz=N} sets the inputs per decoder (default 20,000), of which what writes
 * files gets a tenth, and what is large a hundredth; {@code -Dtributary.fuzz.seed=S} repeats a run.
 */
public final class DecoderFuzz {
  private static final int DEFAULT_INPUTS = 20_000;
  private static final int FEWEST = 100;
  private static final int MAX_RANDOM = 300;

  private final Random random;
  private final long seed;

  private DecoderFuzz(long seed) {
    this.seed = seed;
    random = new Random(seed);
  }

  /**
   * Runs one decoder.
   *
   * @param name for the printed seed
   * @param decoder under test
   * @param valid messages that it accepts, at least one, from which mutations are made
   */
  public static void run(String name, Consumer<byte[]> decoder, byte[]... valid) {
    run(name, Integer.getInteger("tributary.fuzz", DEFAULT_INPUTS), decoder, valid);
  }

  /** The same for what writes files, a tenth as often. */
  public static void runOnFiles(String name, Consumer<byte[]> decoder, byte[]... valid) {
    run(name, Integer.getInteger("tributary.fuzz", DEFAULT_INPUTS) / 10, decoder, valid);
  }

  /**
   * The same for keys and for tens of kilobytes, each a millisecond's work: a hundredth as often.
   */
  public static void runOnLarge(String name, Consumer<byte[]> decoder, byte[]... valid) {
    int inputs = Integer.getInteger("tributary.fuzz", DEFAULT_INPUTS) / 100;
    run(name, Math.max(FEWEST, inputs), decoder, valid);
  }

  private static void run(String name, int inputs, Consumer<byte[]> decoder, byte[]... valid) {
    long seed = Long.getLong("tributary.fuzz.seed", System.nanoTime());
    System.out.println("fuzz " + name + ": " + inputs + " inputs, seed " + seed);
    for (byte[] message : valid) {
      decoder.accept(message);
    }
    DecoderFuzz fuzz = new DecoderFuzz(seed);
    onShallowStack(
        () -> {
          for (int i = 0; i < inputs; i++) {
            fuzz.feed(name, decoder, fuzz.input(valid));
          }
        });
  }

  /** Most inputs are refused, and an exception costs the depth of the stack that it records. */
  private static void onShallowStack(Runnable work) {
    FutureTask<Void> task = new FutureTask<>(work, null);
    new Thread(task, "fuzz").start();
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private void feed(String name, Consumer<byte[]> decoder, byte[] input) {
    try {
      decoder.accept(input);
    } catch (MalformedMessageException e) {
      // What a decoder is to say of bytes that are no message.
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          name + " failed on " + HexFormat.of().formatHex(input) + " (seed " + seed + ")", e);
    }
  }

  private byte[] input(byte[][] valid) {
    byte[] base = valid[random.nextInt(valid.length)];
    return switch (random.nextInt(6)) {
      case 0 -> bytes(random.nextInt(MAX_RANDOM));
      case 1 -> Arrays.copyOf(base, random.nextInt(base.length + 1));
      case 2 -> Arrays.copyOf(base, base.length + 1 + random.nextInt(8));
      case 3 -> spliced(base, valid[random.nextInt(valid.length)]);
      default -> mutated(base);
    };
  }

  private byte[] mutated(byte[] base) {
    byte[] changed = base.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && changed.length > 0; i++) {
      int at = random.nextInt(changed.length);
      changed[at] =
          switch (random.nextInt(4)) {
            case 0 -> (byte) 0xff;
            case 1 -> 0;
            case 2 -> (byte) (changed[at] ^ (1 << random.nextInt(8)));
            default -> (byte) random.nextInt();
          };
    }
    return changed;
  }

  private byte[] spliced(byte[] head, byte[] tail) {
    int keep = random.nextInt(head.length + 1);
    int from = random.nextInt(tail.length + 1);
    byte[] joined = Arrays.copyOf(head, keep + tail.length - from);
    System.arraycopy(tail, from, joined, keep, tail.length - from);
    return joined;
  }

  private byte[] bytes(int length) {
    byte[] drawn = new byte[length];
    random.nextBytes(drawn);
    return drawn;
  }
}
