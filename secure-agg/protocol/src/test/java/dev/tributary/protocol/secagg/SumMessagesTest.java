package dev.tributary.protocol.secagg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SumMessagesTest {
  private static final int SIZE = 9;
  private static final Parties PARTIES = new Parties(SIZE, 5);
  private static final SumGroup GROUP = PARTIES.group;
  private static final PartyId FIRST = PARTIES.name(0);

  private final Course course = new Course(PARTIES, nextRound());

  private static int sums;

  private static SumRound nextRound() {
    return Parties.round(sums++, 2);
  }

  @Test
  void decodersRefuseOrRead() {
    SumMember member = PARTIES.members.get(0);
    byte[] shares = SumMessages.encode(member.begin(course.round).shares());
    Course other = new Course(PARTIES, nextRound());
    other.share(i -> i != 4);
    byte[] bundle = SumMessages.encode(other.summing.bundle(FIRST));
    other.mask(TotalsTest.vectors(new Random(1), SIZE, 2), i -> i != 5);
    other.sign(i -> true);
    byte[] signatures = SumMessages.encode(other.summing.signatures());
    other.reveal(i -> true);
    byte[] survivors = SumMessages.encode(other.summing.survivors());
    byte[] unmasking = SumMessages.encode(other.answers[0]);
    MemberSet sharers = other.summing.sharers();

    DecoderFuzz.run("MemberSet", m -> MemberSet.fromBytes(m, SIZE), sharers.toBytes());
    DecoderFuzz.run(
        "announcement", SumMessages::announcement, SumMessages.encode(member.announcement()));
    DecoderFuzz.run(
        "confirmation",
        m -> SumMessages.confirmation(GROUP, m),
        SumMessages.encode(member.announcements().confirmation()));
    DecoderFuzz.run("shares", m -> SumMessages.shares(GROUP, FIRST, m), shares);
    DecoderFuzz.run("bundle", m -> SumMessages.bundle(GROUP, FIRST, m), bundle);
    DecoderFuzz.run("survivors", m -> SumMessages.survivors(GROUP, m), survivors);
    DecoderFuzz.run("signature", SumMessages::signature, SumMessages.encodeSignature(new byte[64]));
    DecoderFuzz.run("signatures", m -> SumMessages.signatures(GROUP, m), signatures);
    DecoderFuzz.run("unmasking", m -> SumMessages.unmasking(GROUP, sharers, m), unmasking);
    for (byte[] message : new byte[][] {shares, bundle, signatures, unmasking}) {
      assertThat(message.length).isLessThanOrEqualTo(SumMessages.maxLength(GROUP));
    }
  }

  @Test
  void pieceDecoderRefusesOrReads() {
    byte[] piece = VectorPieces.encode(new long[] {1, -2, Long.MIN_VALUE});
    assertThat(VectorPieces.decode(3, 0, piece)).containsExactly(1, -2, Long.MIN_VALUE);
    DecoderFuzz.run("VectorPieces", m -> VectorPieces.decode(3, 0, m), piece);
  }

  /** Format 1 as first released. */
  @Test
  void bytesOfFormatOneAreFixed() {
    HexFormat hex = HexFormat.of();
    assertThat(hex.formatHex(SumMessages.encode(MemberSet.where(SIZE, i -> i == 0 || i == 8))))
        .isEqualTo("01000000020101");
    assertThat(hex.formatHex(VectorPieces.encode(new long[] {1, -2})))
        .isEqualTo("010100000000000000feffffffffffffff");
    assertThat(SumMessages.encode(PARTIES.members.get(0).announcement())).hasSize(1 + 2 * 36);
    assertThat(hex.formatHex(SumMessages.encodeSignature(new byte[64])))
        .startsWith("0100000040")
        .hasSize(2 * 69);
  }

  @Test
  void vectorsOfAnotherLengthAreRefused() {
    byte[] piece = VectorPieces.encode(new long[3]);
    for (int words : new int[] {1, 2, 4, 1000}) {
      malformed(() -> VectorPieces.decode(words, 0, piece));
    }
    malformed(() -> VectorPieces.decode(3, 0, Arrays.copyOf(piece, piece.length + 8)));
    malformed(() -> VectorPieces.decode(VectorPieces.WORDS + 3, 0, piece));
    byte[] other = piece.clone();
    other[0] = 2;
    malformed(() -> VectorPieces.decode(3, 0, other));
    assertThat(VectorPieces.decode(VectorPieces.WORDS + 3, 1, piece)).hasSize(3);
  }

  @Test
  void piecesCoverAVector() {
    for (int words : new int[] {1, VectorPieces.WORDS, VectorPieces.WORDS + 1, 1_000_000}) {
      int covered = 0;
      for (int piece = 0; piece < VectorPieces.count(words); piece++) {
        assertThat(VectorPieces.from(piece)).isEqualTo(covered);
        covered += VectorPieces.size(words, piece);
      }
      assertThat(covered).isEqualTo(words);
    }
    long[] vector = new Random(3).longs(VectorPieces.WORDS + 2).toArray();
    byte[] last = VectorPieces.encode(vector, 1);
    assertThat(last).hasSize(VectorPieces.length(vector.length, 1));
    assertThat(VectorPieces.decode(vector.length, 1, last))
        .containsExactly(vector[VectorPieces.WORDS], vector[VectorPieces.WORDS + 1]);
  }

  @Test
  void setsHaveNobodyElse() {
    malformed(() -> SumMessages.survivors(GROUP, new byte[] {1, 0, 0, 0, 2, 0, 2}));
    malformed(() -> SumMessages.survivors(GROUP, new byte[] {1, 0, 0, 0, 1, 1}));
    assertThat(SumMessages.survivors(GROUP, new byte[] {1, 0, 0, 0, 2, 0, 1}).parties(GROUP))
        .containsExactly(PARTIES.name(8));
  }

  /** A sealed share for the sender itself, and none for another. */
  @Test
  void everyOtherMemberHasAShare() {
    SealedShares shares = PARTIES.members.get(0).begin(course.round).shares();
    byte[] message = SumMessages.encode(shares);
    malformed(() -> SumMessages.shares(GROUP, PARTIES.name(1), message));
    assertThat(SumMessages.shares(GROUP, FIRST, message).sealed()[1]).hasSize(PairKey.SEALED);
  }

  private static void malformed(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(MalformedMessageException.class);
  }
}
