package dev.tributary.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WireTest {
  private static final byte[] MESSAGE =
      new WireWriter(1)
          .u8(200)
          .i32(-5)
          .i64(Long.MIN_VALUE)
          .f64(0.25)
          .bytes(new byte[] {1, 2})
          .string("größe")
          .ints(new int[] {7, -7})
          .longs(new long[] {1L << 40})
          .toByteArray();

  @Test
  void readsWhatWasWritten() {
    WireReader in = new WireReader(MESSAGE, 1);
    assertThat(in.u8()).isEqualTo(200);
    assertThat(in.i32()).isEqualTo(-5);
    assertThat(in.i64()).isEqualTo(Long.MIN_VALUE);
    assertThat(in.f64()).isEqualTo(0.25);
    assertThat(in.bytes(2)).containsExactly(1, 2);
    assertThat(in.string(100)).isEqualTo("größe");
    assertThat(in.ints(2)).containsExactly(7, -7);
    assertThat(in.longs(1)).containsExactly(1L << 40);
    in.end();
  }

  @Test
  void refusesAnotherFormat() {
    assertThatThrownBy(() -> new WireReader(MESSAGE, 2))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("format");
  }

  @Test
  void refusesTrailingBytes() {
    WireReader in = new WireReader(new byte[] {1, 0}, 1);
    assertThatThrownBy(in::end).isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void refusesLengthBeyondTheMessageBeforeAllocating() {
    byte[] huge = new WireWriter(1).i32(Integer.MAX_VALUE).toByteArray();
    assertThatThrownBy(() -> new WireReader(huge, 1).longs(Integer.MAX_VALUE))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("fit");
  }

  @Test
  void refusesNonFiniteNumbersAndBrokenText() {
    byte[] nan = new WireWriter(1).f64(Double.NaN).toByteArray();
    assertThatThrownBy(() -> new WireReader(nan, 1).f64())
        .isInstanceOf(MalformedMessageException.class);
    byte[] text = new WireWriter(1).bytes(new byte[] {(byte) 0xff}).toByteArray();
    assertThatThrownBy(() -> new WireReader(text, 1).string(10))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void rangesHoldAtBothEnds() {
    assertThat(i32(3).i32(3, 5)).isEqualTo(3);
    assertThat(i32(5).i32(3, 5)).isEqualTo(5);
    for (int outside : new int[] {2, 6}) {
      assertThatThrownBy(() -> i32(outside).i32(3, 5))
          .isInstanceOf(MalformedMessageException.class)
          .hasMessage("value must be 3 to 5. Provided value: " + outside);
    }
  }

  @Test
  void writersRefuseWhatAByteCannotHold() {
    for (int outside : new int[] {-1, 256}) {
      assertThatThrownBy(() -> new WireWriter(outside)).hasMessageContaining("0 to 255");
      assertThatThrownBy(() -> new WireWriter(1).u8(outside)).hasMessageContaining("0 to 255");
    }
    assertThat(new WireWriter(0).u8(255).u8(0).toByteArray()).containsExactly(0, -1, 0);
    assertThat(new WireWriter(255).toByteArray()).containsExactly(-1);
  }

  /** Big endian, arrays behind their length. */
  @Test
  void bytesOfEveryKindAreFixed() {
    byte[] message =
        new WireWriter(2)
            .i32(0x01020304)
            .i64(0x05060708090a0b0cL)
            .bytes(new byte[] {13})
            .ints(new int[] {14})
            .longs(new long[] {15})
            .toByteArray();
    assertThat(message)
        .containsExactly(
            2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0, 0, 0, 1, 13, 0, 0, 0, 1, 0, 0, 0, 14, 0, 0,
            0, 1, 0, 0, 0, 0, 0, 0, 0, 15);
  }

  /** Several elements: with one, eight bytes by and over their number are the same. */
  @Test
  void whatFollowsAnArrayIsReadFromItsEnd() {
    byte[] message =
        new WireWriter(1)
            .string("ab")
            .longs(new long[] {1, 2, 3})
            .ints(new int[] {4, 5, 6})
            .u8(7)
            .toByteArray();
    WireReader in = new WireReader(message, 1);
    assertThat(in.string(2)).isEqualTo("ab");
    assertThat(in.longs(3)).containsExactly(1, 2, 3);
    assertThat(in.ints(3)).containsExactly(4, 5, 6);
    assertThat(in.u8()).isEqualTo(7);
    in.end();
  }

  @Test
  void messagesThatEndTooEarlyAreRefused() {
    byte[] full = new WireWriter(1).u8(7).i32(8).i64(9).toByteArray();
    for (int length = 0; length < full.length; length++) {
      byte[] cut = Arrays.copyOf(full, length);
      assertThatThrownBy(
              () -> {
                WireReader in = new WireReader(cut, 1);
                in.u8();
                in.i32();
                in.i64();
              })
          .isInstanceOf(MalformedMessageException.class)
          .hasMessageContaining("ends too early");
    }
  }

  @Test
  void arraysAreHeldToTheirLimitAndToTheBytesLeft() {
    byte[] two = new WireWriter(1).longs(new long[2]).toByteArray();
    assertThat(new WireReader(two, 1).longs(2)).hasSize(2);
    assertThatThrownBy(() -> new WireReader(two, 1).longs(1)).hasMessageContaining("0 to 1");
    byte[] short1 = Arrays.copyOf(two, two.length - 1);
    assertThatThrownBy(() -> new WireReader(short1, 1).longs(2)).hasMessageContaining("15 bytes");
    byte[] ints = new WireWriter(1).ints(new int[2]).toByteArray();
    byte[] short2 = Arrays.copyOf(ints, ints.length - 1);
    assertThatThrownBy(() -> new WireReader(short2, 1).ints(2)).hasMessageContaining("7 bytes");
    byte[] negative = new WireWriter(1).i32(-1).toByteArray();
    assertThatThrownBy(() -> new WireReader(negative, 1).bytes(5)).hasMessageContaining("0 to 5");
  }

  @Test
  void whatRemainsIsCounted() {
    WireReader in = new WireReader(MESSAGE, 1);
    int before = in.remaining();
    in.i32();
    assertThat(in.remaining()).isEqualTo(before - 4).isEqualTo(MESSAGE.length - 5);
    assertThatThrownBy(in::end).hasMessageContaining(in.remaining() + " bytes follow");
  }

  @Test
  void infiniteNumbersAreRefused() {
    for (double bad : new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
      byte[] message = new WireWriter(1).f64(bad).toByteArray();
      assertThatThrownBy(() -> new WireReader(message, 1).f64()).hasMessageContaining("finite");
    }
  }

  private static WireReader i32(int value) {
    return new WireReader(new WireWriter(1).i32(value).toByteArray(), 1);
  }
}
