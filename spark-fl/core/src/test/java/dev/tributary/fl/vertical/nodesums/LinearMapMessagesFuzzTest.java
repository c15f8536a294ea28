package dev.tributary.fl.vertical.nodesums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.wire.MalformedMessageException;
import org.junit.jupiter.api.Test;

class LinearMapMessagesFuzzTest {
  @Test
  void narrowChannels() {
    byte[] valid = new ChannelsMessage(3, new short[] {0, 2, -1, 1}).encode();
    assertThat(ChannelsMessage.decode(valid, 4, 3).channelOfRow()).containsExactly(0, 2, -1, 1);
    byte[] outside = new ChannelsMessage(2, new short[] {0, 2}).encode();
    assertThatThrownBy(() -> ChannelsMessage.decode(outside, 2, 3))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("channel must be below 2");
    DecoderFuzz.run("narrow channels", b -> ChannelsMessage.decode(b, 4, 3), valid);
  }

  @Test
  void wideChannels() {
    byte[] valid = new ChannelsMessage(700, new short[] {0, 699, -1}).encode();
    assertThat(ChannelsMessage.decode(valid, 3, 700).channelOfRow()).containsExactly(0, 699, -1);
    DecoderFuzz.run("wide channels", b -> ChannelsMessage.decode(b, 3, 700), valid);
  }

  @Test
  void pairs() {
    byte[] valid = new PairsMessage(new int[] {1, -2}, new int[] {3, 4}).encode();
    assertThat(PairsMessage.decode(valid, 2).gradients()).containsExactly(1, -2);
    assertThatThrownBy(() -> PairsMessage.decode(valid, 3))
        .isInstanceOf(MalformedMessageException.class);
    DecoderFuzz.run("pairs", b -> PairsMessage.decode(b, 2), valid);
  }

  @Test
  void sums() {
    byte[] valid = new SumsMessage(new long[] {1, -2}, new long[] {3, 4}).encode();
    assertThat(SumsMessage.decode(valid, 2).hessians()).containsExactly(3, 4);
    assertThatThrownBy(() -> SumsMessage.decode(valid, 1))
        .isInstanceOf(MalformedMessageException.class);
    DecoderFuzz.run("sums", b -> SumsMessage.decode(b, 2), valid);
  }
}
