package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.MulticlassObjective;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.tree.message.BitmapsMessage;
import dev.tributary.fl.vertical.tree.message.ChoicesMessage;
import dev.tributary.fl.vertical.tree.message.ColumnsMessage;
import dev.tributary.fl.vertical.tree.message.DirectionsMessage;
import dev.tributary.fl.vertical.tree.message.LayoutMessage;
import dev.tributary.fl.vertical.tree.message.RoundMessage;
import dev.tributary.fl.vertical.tree.message.SetupMessage;
import dev.tributary.fl.vertical.tree.scoring.ScoreRequest;
import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireWriter;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;

class TreeMessagesFuzzTest {
  private static final SetupMessage SETUP =
      new SetupMessage("paillier-1", new RowOrder(100, 20, 30), 3, TreeParameters.DEFAULTS);

  @Test
  void setup() {
    byte[] valid = SETUP.encode();
    assertThat(SetupMessage.decode(valid)).isEqualTo(SETUP);
    assertThatThrownBy(() -> SetupMessage.decode(Arrays.copyOf(valid, valid.length + 1)))
        .isInstanceOf(MalformedMessageException.class);
    DecoderFuzz.run("setup", SetupMessage::decode, valid);
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
    assertThat(RoundMessage.decode(end.encode(), 5, 9)).isEqualTo(end);
    assertThat(RoundMessage.decode(RoundMessage.next().encode(), 0, 0).isEnd()).isFalse();
    assertThatThrownBy(() -> RoundMessage.decode(end.encode(), 4, 9))
        .isInstanceOf(MalformedMessageException.class);
    DecoderFuzz.run("round", b -> RoundMessage.decode(b, 5, 9), end.encode());
    DecoderFuzz.run("round", b -> RoundMessage.decode(b, 0, 0), RoundMessage.next().encode());
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
  void directions() {
    byte[] valid = new DirectionsMessage(directions(13, 0x18, 0x1006)).encode();
    CandidateDirections read = DirectionsMessage.decode(valid, 13).directions();
    assertThat(read.of(3) + 10 * read.of(12) + 100 * read.of(0)).isEqualTo(1 - 10);
    assertThat(valid.length).isLessThanOrEqualTo(DirectionsMessage.maxLength(13));
    DecoderFuzz.run("directions", b -> DirectionsMessage.decode(b, 13), valid);
    assertMalformed(() -> DirectionsMessage.decode(valid, 12), "two bits for each of 12");
    assertMalformed(() -> DirectionsMessage.decode(valid, 17), "two bits for each of 17");
    assertMalformed(() -> DirectionsMessage.decode(trailing(valid), 13), "1 bytes follow");
    byte[] both = new WireWriter(1).bytes(new byte[] {2}).bytes(new byte[] {3}).toByteArray();
    assertMalformed(() -> DirectionsMessage.decode(both, 3), "one direction");
  }

  private static CandidateDirections directions(int candidates, long up, long down) {
    return new CandidateDirections(
        CandidateSet.of(candidates, BitSet.valueOf(new long[] {up})),
        CandidateSet.of(candidates, BitSet.valueOf(new long[] {down})));
  }

  @Test
  void choices() {
    byte[] valid = new ChoicesMessage(new int[] {2, 5, 11}, true).encode();
    ChoicesMessage read = ChoicesMessage.decode(valid, CandidateSet.all(12), 3);
    assertThat(read.candidates()).containsExactly(2, 5, 11);
    assertThat(read.more()).isTrue();
    assertThatThrownBy(() -> ChoicesMessage.decode(valid, CandidateSet.all(11), 3))
        .isInstanceOf(MalformedMessageException.class);
    byte[] unordered = new ChoicesMessage(new int[] {5, 2}, false).encode();
    assertThatThrownBy(() -> ChoicesMessage.decode(unordered, CandidateSet.all(12), 3))
        .isInstanceOf(MalformedMessageException.class);
    DecoderFuzz.run("choices", b -> ChoicesMessage.decode(b, CandidateSet.all(12), 3), valid);
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
    assertThat(ScoreRequest.decode(valid, 2).splits()).containsExactly(1, 4);
    DecoderFuzz.run("score request", b -> ScoreRequest.decode(b, 2), valid);
  }

  @Test
  void setupHasClassesInRange() {
    for (int classes : new int[] {1, MulticlassObjective.MAX_CLASSES}) {
      SetupMessage valid = new SetupMessage("s", SETUP.rows(), classes, SETUP.parameters());
      assertThat(SetupMessage.decode(valid.encode())).isEqualTo(valid);
    }
    for (int classes : new int[] {0, MulticlassObjective.MAX_CLASSES + 1}) {
      SetupMessage other = new SetupMessage("s", SETUP.rows(), classes, SETUP.parameters());
      assertMalformed(
          () -> SetupMessage.decode(other.encode()), "1 to " + MulticlassObjective.MAX_CLASSES);
    }
    String longest = "s".repeat(64);
    SetupMessage named = new SetupMessage(longest, SETUP.rows(), 1, SETUP.parameters());
    assertThat(SetupMessage.decode(named.encode()).suite()).isEqualTo(longest);
    assertThat(named.encode().length).isLessThanOrEqualTo(SetupMessage.MAX_LENGTH);
    SetupMessage longer = new SetupMessage(longest + "s", SETUP.rows(), 1, SETUP.parameters());
    assertMalformed(() -> SetupMessage.decode(longer.encode()), "64");
  }

  @Test
  void layoutHasABlockAndNotTooMany() {
    assertMalformed(
        () -> LayoutMessage.decode(new LayoutMessage(new CandidateLayout(new int[0])).encode()),
        "at least one block");
    int[] most = new int[LayoutMessage.MAX_BLOCKS];
    Arrays.fill(most, 1);
    byte[] message = new LayoutMessage(new CandidateLayout(most)).encode();
    assertThat(message.length).isLessThanOrEqualTo(LayoutMessage.MAX_LENGTH);
    assertThat(LayoutMessage.decode(message).layout().blocks()).isEqualTo(most.length);
    byte[] more = new LayoutMessage(new CandidateLayout(new int[most.length + 1])).encode();
    assertMalformed(() -> LayoutMessage.decode(more), "0 to 65536");
    int[] empty = new int[66];
    empty[0] = 2;
    assertThat(LayoutMessage.decode(layout(empty)).layout().total()).isEqualTo(2);
    empty[0] = 1;
    assertMalformed(() -> LayoutMessage.decode(layout(empty)), "blocks must be as many");
    assertMalformed(() -> LayoutMessage.decode(layout(new int[1 << 16])), "blocks must be as many");
    byte[] negative = new WireWriter(1).ints(new int[] {3, -1}).toByteArray();
    assertMalformed(() -> LayoutMessage.decode(negative), "at least 0");
  }

  private static byte[] layout(int[] blocks) {
    return new LayoutMessage(new CandidateLayout(blocks)).encode();
  }

  @Test
  void roundTellsUsesOfSplitsThatWereGiven() {
    assertUse(new RoundMessage.SplitUse(4, 9, 0, 0), null);
    assertUse(new RoundMessage.SplitUse(5, 1, 0, 0), "0 to 4");
    assertUse(new RoundMessage.SplitUse(-1, 1, 0, 0), "0 to 4");
    assertUse(new RoundMessage.SplitUse(0, 0, 0, 0), "1 to 9");
    assertUse(new RoundMessage.SplitUse(0, 10, 0, 0), "1 to 9");
    assertUse(new RoundMessage.SplitUse(0, 1, -1e-9, 0), "gain and cover");
    assertUse(new RoundMessage.SplitUse(0, 1, 0, -1e-9), "gain and cover");
    assertUse(new RoundMessage.SplitUse(0, 1, Double.NaN, 0), "finite");
    RoundMessage.SplitUse use = new RoundMessage.SplitUse(2, 1, 1, 1);
    byte[] twice = RoundMessage.end(List.of(use, use)).encode();
    assertMalformed(() -> RoundMessage.decode(twice, 5, 9), "named twice");
    byte[] other = new WireWriter(1).u8(2).toByteArray();
    assertMalformed(() -> RoundMessage.decode(other, 5, 9), "kind must be 0 or 1");
    byte[] trailing = new WireWriter(1).u8(0).u8(0).toByteArray();
    assertMalformed(() -> RoundMessage.decode(trailing, 5, 9), "1 bytes follow");
    byte[] full = RoundMessage.end(List.of(use)).encode();
    assertThat(full.length).isLessThanOrEqualTo(RoundMessage.maxLength(1));
    assertThat(RoundMessage.maxLength(3) - RoundMessage.maxLength(2)).isEqualTo(24);
  }

  private static void assertUse(RoundMessage.SplitUse use, String problem) {
    byte[] message =
        new WireWriter(1)
            .u8(1)
            .i32(1)
            .i32(use.split())
            .i32(use.frequency())
            .i64(Double.doubleToRawLongBits(use.gain()))
            .i64(Double.doubleToRawLongBits(use.cover()))
            .toByteArray();
    if (problem == null) {
      assertThat(RoundMessage.decode(message, 5, 9).uses()).containsExactly(use);
    } else {
      assertMalformed(() -> RoundMessage.decode(message, 5, 9), problem);
    }
  }

  @Test
  void columnsHaveOneBitACandidate() {
    byte[] short1 = new WireWriter(1).bytes(new byte[1]).toByteArray();
    assertMalformed(() -> ColumnsMessage.decode(short1, 9), "one bit for each of 9");
    byte[] beyond = new WireWriter(1).bytes(new byte[] {0, 2}).toByteArray();
    assertMalformed(() -> ColumnsMessage.decode(beyond, 9), "one bit for each of 9");
    byte[] last = new WireWriter(1).bytes(new byte[] {0, 1}).toByteArray();
    assertThat(ColumnsMessage.decode(last, 9).active().contains(8)).isTrue();
    byte[] all = new ColumnsMessage(CandidateSet.all(1000)).encode();
    assertThat(all.length).isLessThanOrEqualTo(ColumnsMessage.maxLength(1000));
    assertMalformed(() -> ColumnsMessage.decode(trailing(last), 9), "1 bytes follow");
  }

  @Test
  void choicesAreActiveOnceAndNoMoreThanAllowed() {
    BitSet members = new BitSet();
    members.set(2, 5);
    CandidateSet active = CandidateSet.of(12, members);
    assertThat(choices(active, 3, 2, 3, 4)).containsExactly(2, 3, 4);
    assertThat(choices(active, 0)).isEmpty();
    assertMalformed(() -> choices(active, 2, 2, 3, 4), "0 to 2");
    assertMalformed(() -> choices(active, 3, 1), "must be active");
    assertMalformed(() -> choices(active, 3, 5), "must be active");
    assertMalformed(() -> choices(active, 3, 2, 2), "ascending");
    assertMalformed(() -> choices(active, 3, 12), "below 12");
    assertMalformed(() -> choices(active, 3, -1), "ascending");
    byte[] more = new WireWriter(1).u8(2).ints(new int[0]).toByteArray();
    assertMalformed(() -> ChoicesMessage.decode(more, active, 3), "more must be 0 or 1");
    byte[] valid = new ChoicesMessage(new int[] {2, 3, 4}, false).encode();
    assertThat(ChoicesMessage.decode(valid, active, 3).more()).isFalse();
    assertMalformed(() -> ChoicesMessage.decode(trailing(valid), active, 3), "1 bytes follow");
    assertThat(valid.length).isLessThanOrEqualTo(ChoicesMessage.maxLength(3));
    assertThat(ChoicesMessage.maxLength(9) - ChoicesMessage.maxLength(8)).isEqualTo(4);
  }

  private static int[] choices(CandidateSet active, int most, int... candidates) {
    byte[] message = new ChoicesMessage(candidates, true).encode();
    return ChoicesMessage.decode(message, active, most).candidates();
  }

  @Test
  void bitmapsAreAsManyAndAsLongAsDue() {
    byte[] valid = new BitmapsMessage(new int[] {0, 1}, new byte[2][2]).encode();
    assertThat(valid.length).isLessThanOrEqualTo(BitmapsMessage.maxLength(2, 16));
    assertThat(BitmapsMessage.maxLength(3, 16) - BitmapsMessage.maxLength(2, 16)).isEqualTo(10);
    assertThat(BitmapsMessage.decode(valid, 2, 16).bitmaps()).hasDimensions(2, 2);
    assertThat(BitmapsMessage.decode(valid, 2, 9).bitmaps()).hasDimensions(2, 2);
    assertMalformed(() -> BitmapsMessage.decode(valid, 3, 16), "3 bitmaps");
    assertMalformed(() -> BitmapsMessage.decode(valid, 1, 16), "0 to 1");
    assertMalformed(() -> BitmapsMessage.decode(valid, 2, 17), "3 bytes");
    assertMalformed(() -> BitmapsMessage.decode(valid, 2, 8), "0 to 1");
    assertMalformed(() -> BitmapsMessage.decode(trailing(valid), 2, 16), "1 bytes follow");
    byte[] last = new BitmapsMessage(new int[] {0}, new byte[][] {{0, (byte) 0x80}}).encode();
    assertThat(BitmapsMessage.decode(last, 1, 16).bitmaps()[0][1]).isEqualTo((byte) 0x80);
    assertMalformed(() -> BitmapsMessage.decode(last, 1, 15), "beyond the last row");
  }

  @Test
  void scoreRequestsAskForEachSplitOnce() {
    assertThat(request(2, 1, 5).splits()).containsExactly(1, 5);
    assertThat(request(0).splits()).isEmpty();
    assertMalformed(() -> request(1, 1, 5), "0 to 1");
    assertMalformed(() -> request(2, 5, 5), "ascending");
    assertMalformed(() -> request(3, 1, 5, 4), "ascending");
    byte[] none = new ScoreRequest(0, new int[0]).encode();
    assertMalformed(() -> ScoreRequest.decode(none, 1), "1 to");
    byte[] valid = new ScoreRequest(1, new int[] {3, 4}).encode();
    assertThat(ScoreRequest.decode(valid, 2).rows()).isEqualTo(1);
    assertMalformed(() -> ScoreRequest.decode(trailing(valid), 2), "1 bytes follow");
  }

  private static ScoreRequest request(int most, int... splits) {
    return ScoreRequest.decode(new ScoreRequest(50, splits).encode(), most);
  }

  private static byte[] trailing(byte[] message) {
    return Arrays.copyOf(message, message.length + 1);
  }

  private static void assertMalformed(ThrowableAssert.ThrowingCallable decoding, String problem) {
    assertThatThrownBy(decoding)
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(problem);
  }
}
