package dev.tributary.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
