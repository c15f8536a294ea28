package dev.tributary.crypto.aead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedStreamTest {
  private static final int CHUNK = SealedFormat.CHUNK;
  private static final byte[] CONTEXT = {1, 2};
  private final DirectionKey key = new DirectionKey(random(32, 1));

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 1023, 1024, 1025, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17})
  void opensWhatWasSealed(int length) throws IOException {
    byte[] plain = random(length, 2);
    assertThat(open(seal(plain))).isEqualTo(plain);
  }

  @Test
  void everySealingDiffers() throws IOException {
    assertThat(seal(new byte[40])).isNotEqualTo(seal(new byte[40]));
  }

  @Test
  void refusesAnyChangedByte() throws IOException {
    byte[] sealed = seal(random(CHUNK + 10, 3));
    for (int at : new int[] {0, 1, 32, 33, 1000, CHUNK + 48, CHUNK + 49, sealed.length - 1}) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      assertRefused(changed);
    }
  }

  @Test
  void refusesEveryTruncationAtAndAroundChunkEnds() throws IOException {
    byte[] sealed = seal(random(2 * CHUNK, 4));
    int first = SealedFormat.HEADER + SealedFormat.SEALED_CHUNK;
    for (int length :
        new int[] {0, 1, 33, 48, 49, first - 1, first, first + 1, sealed.length - 1}) {
      assertRefused(Arrays.copyOf(sealed, length));
    }
  }

  @Test
  void refusesReorderedRepeatedAndAppendedChunks() throws IOException {
    byte[] sealed = seal(random(3 * CHUNK, 5));
    int head = SealedFormat.HEADER;
    int size = SealedFormat.SEALED_CHUNK;
    byte[] swapped = sealed.clone();
    System.arraycopy(sealed, head, swapped, head + size, size);
    System.arraycopy(sealed, head + size, swapped, head, size);
    assertRefused(swapped);
    byte[] repeated = sealed.clone();
    System.arraycopy(sealed, head, repeated, head + size, size);
    assertRefused(repeated);
    assertRefused(Arrays.copyOf(sealed, sealed.length + 1));
    byte[] twice = Arrays.copyOf(sealed, sealed.length + size);
    System.arraycopy(sealed, sealed.length - size, twice, sealed.length, size);
    assertRefused(twice);
  }

  @Test
  void refusesAnotherContextAndAnotherKey() throws IOException {
    byte[] sealed = seal(random(10, 6));
    assertThatThrownBy(
            () -> key.open(new ByteArrayInputStream(sealed), new byte[] {1}).readAllBytes())
        .isInstanceOf(OpeningException.class);
    DirectionKey other = new DirectionKey(random(32, 9));
    assertThatThrownBy(() -> other.open(new ByteArrayInputStream(sealed), CONTEXT).readAllBytes())
        .isInstanceOf(OpeningException.class);
  }

  @Test
  void unfinishedStreamIsRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SealingStream sealing = key.seal(out, CONTEXT)) {
      sealing.write(random(3 * CHUNK, 7));
    }
    assertRefused(out.toByteArray());
  }

  @Test
  void staysBrokenOnceBroken() throws IOException {
    byte[] sealed = seal(random(2 * CHUNK, 8));
    sealed[40] ^= 1;
    OpeningStream in = key.open(new ByteArrayInputStream(sealed), CONTEXT);
    assertThatThrownBy(in::read).isInstanceOf(OpeningException.class);
    assertThatThrownBy(in::read).isInstanceOf(OpeningException.class);
  }

  @Test
  void everyFailureSaysTheSame() throws IOException {
    byte[] sealed = seal(random(10, 9));
    byte[] changed = sealed.clone();
    changed[35] ^= 1;
    for (byte[] bad : new byte[][] {changed, Arrays.copyOf(sealed, 20), new byte[0]}) {
      assertThatThrownBy(() -> open(bad)).hasMessage("sealed data could not be authenticated");
    }
    assertThat(key.toString()).isEqualTo("DirectionKey");
  }

  private byte[] seal(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SealingStream sealing = key.seal(out, CONTEXT);
    int half = plain.length / 2;
    sealing.write(plain, 0, half);
    sealing.write(plain, half, plain.length - half);
    sealing.finish();
    return out.toByteArray();
  }

  private byte[] open(byte[] sealed) throws IOException {
    return key.open(new ByteArrayInputStream(sealed), CONTEXT).readAllBytes();
  }

  private void assertRefused(byte[] sealed) {
    assertThatThrownBy(() -> open(sealed)).isInstanceOf(OpeningException.class);
  }

  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
