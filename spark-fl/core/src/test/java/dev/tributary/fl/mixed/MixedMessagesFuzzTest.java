package dev.tributary.fl.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.wire.MalformedMessageException;
import org.junit.jupiter.api.Test;

class MixedMessagesFuzzTest {
  @Test
  void offersAreYesOrNo() {
    byte[] valid = new GroupOffer(true).encode();
    assertThat(GroupOffer.decode(valid).trains()).isTrue();
    assertThat(GroupOffer.decode(new GroupOffer(false).encode()).trains()).isFalse();
    assertThatThrownBy(() -> GroupOffer.decode(new byte[] {1, 2}))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("0 or 1");
    DecoderFuzz.run("group offer", GroupOffer::decode, valid);
  }

  @Test
  void keysOfOtherLengthsAreRefused() {
    byte[] key = new byte[32];
    key[5] = 7;
    byte[] valid = SlotKey.encode(key);
    assertThat(SlotKey.decode(valid)).isEqualTo(key);
    assertThatThrownBy(() -> SlotKey.decode(SlotKey.encode(new byte[31])))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("31 bytes");
    DecoderFuzz.run("slot key", SlotKey::decode, valid);
  }
}
