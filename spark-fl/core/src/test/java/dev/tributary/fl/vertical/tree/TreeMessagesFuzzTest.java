package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.tree.message.BitmapsMessage;
import dev.tributary.fl.vertical.tree.message.ChoicesMessage;
import dev.tributary.fl.vertical.tree.message.ColumnsMessage;
import dev.tributary.fl.vertical.tree.message.LayoutMessage;
import dev.tributary.fl.vertical.tree.message.RoundMessage;
import dev.tributary.fl.vertical.tree.message.SetupMessage;
import dev.tributary.fl.vertical.tree.scoring.ScoreRequest;
import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeMessagesFuzzTest {
  private static final SetupMessage SETUP =
      new SetupMessage("paillier-1", new RowOrder(100, 20, 30), 3, TreeParameters.DEFAULTS);

  @Test
  void setup() {
    assertThat(SetupMessage.decode(SETUP.encode())).isEqualTo(SETUP);
    DecoderFuzz.run("setup", SetupMessage::decode, SETUP.encode());
  }

  @Test
  void layout() {
    byte[] valid = new LayoutMessage(new CandidateLayout(new int[] {3, 0, 7})).encode();
    assertThat(LayoutMessage.decode(valid).layout().total()).isEqualTo(10);
    DecoderFuzz.run("layout", LayoutMessage::decode, valid);
  }

  @Test
  void round() {
    RoundMessage end =
        RoundMessage.end(
            List.of(
                new RoundMessage.SplitUse(4, 2, 1.5, 30),
                new RoundMessage.SplitUse(0, 1, 0.5, 10)));
    assertThat(RoundMessage.decode(end.encode(), 5)).isEqualTo(end);
    assertThat(RoundMessage.decode(RoundMessage.next().encode(), 0).isEnd()).isFalse();
    assertThatThrownBy(() -> RoundMessage.decode(end.encode(), 4))
        .isInstanceOf(MalformedMessageException.class);
    DecoderFuzz.run("round", b -> RoundMessage.decode(b, 5), end.encode());
    DecoderFuzz.run("round", b -> RoundMessage.decode(b, 0), RoundMessage.next().encode());
  }

  @Test
  void columns() {
    BitSet members = new BitSet();
    members.set(3, 9);
    byte[] valid = new ColumnsMessage(CandidateSet.of(13, members)).encode();
    assertThat(ColumnsMessage.decode(valid, 13).active().count(0, 13)).isEqualTo(6);
    DecoderFuzz.run("columns", b -> ColumnsMessage.decode(b, 13), valid);
  }

  @Test
  void choices() {
    byte[] valid = new ChoicesMessage(new int[] {2, 5, 11}, true).encode();
    ChoicesMessage read = ChoicesMessage.decode(valid, CandidateSet.all(12));
    assertThat(read.candidates()).containsExactly(2, 5, 11);
    assertThat(read.more()).isTrue();
    assertThatThrownBy(() -> ChoicesMessage.decode(valid, CandidateSet.all(11)))
        .isInstanceOf(MalformedMessageException.class);
    byte[] unordered = new ChoicesMessage(new int[] {5, 2}, false).encode();
    assertThatThrownBy(() -> ChoicesMessage.decode(unordered, CandidateSet.all(12)))
        .isInstanceOf(MalformedMessageException.class);
    DecoderFuzz.run("choices", b -> ChoicesMessage.decode(b, CandidateSet.all(12)), valid);
  }

  @Test
  void bitmaps() {
    byte[][] bitmaps = {{(byte) 0xff, 7}, {0, 1}};
    byte[] valid = new BitmapsMessage(new int[] {0, 9}, bitmaps).encode();
    assertThat(BitmapsMessage.decode(valid, 2, 11).bitmaps()).isDeepEqualTo(bitmaps);
    assertThatThrownBy(() -> BitmapsMessage.decode(valid, 2, 10))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("beyond the last row");
    DecoderFuzz.run("bitmaps", b -> BitmapsMessage.decode(b, 2, 11), valid);
  }

  @Test
  void scoreRequest() {
    byte[] valid = new ScoreRequest(50, new int[] {1, 4}).encode();
    assertThat(ScoreRequest.decode(valid).splits()).containsExactly(1, 4);
    DecoderFuzz.run("score request", ScoreRequest::decode, valid);
  }
}
