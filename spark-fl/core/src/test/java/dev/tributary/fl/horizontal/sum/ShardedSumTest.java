package dev.tributary.fl.horizontal.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.ForwardingExchange;
import dev.tributary.fl.horizontal.sum.SumRules.Consent;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.secagg.VectorPieces;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Vectors in pieces on executors, against sums of the same words on drivers. */
@Timeout(120)
class ShardedSumTest {
  private static final int[] LENGTHS = {
    1, VectorPieces.WORDS - 1, VectorPieces.WORDS, 2 * VectorPieces.WORDS + 5
  };

  private static long[] vector(int party, int length) {
    return new Random(100L * length + party).longs(length).toArray();
  }

  private static long[] plain(int length, int... parties) {
    long[] total = new long[length];
    for (int party : parties) {
      long[] own = vector(party, length);
      Arrays.setAll(total, i -> total[i] + own[i]);
    }
    return total;
  }

  private static ShardedWords sharded(FederatedSession session, long[] words) {
    List<long[]> pieces = new ArrayList<>();
    for (int piece = 0; piece < VectorPieces.count(words.length); piece++) {
      int from = VectorPieces.from(piece);
      pieces.add(Arrays.copyOfRange(words, from, from + VectorPieces.size(words.length, piece)));
    }
    return new ShardedWords(session.compute().distribute(pieces), words.length);
  }

  private static long[] collected(ShardedWords words) {
    return words.pieces().map((piece, block, context) -> block).stream()
        .flatMapToLong(Arrays::stream)
        .toArray();
  }

  private static SumRules rules(SumFederation parties) {
    return new SumRules(parties.members.get(0), 3, Consent.NONE);
  }

  /** Also where sums of both kinds take turns, and the own words are left as they were. */
  @Test
  void totalsAreThoseOfTheSameWordsOnDrivers() {
    SumFederation parties = new SumFederation(3);
    List<CompletableFuture<Boolean>> running = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int place = i;
      running.add(
          parties.start(
              parties.members.get(i),
              session -> {
                try (MaskedSum sums = MaskedSum.open(session, rules(parties))) {
                  for (int length : LENGTHS) {
                    ShardedWords own = sharded(session, vector(place, length));
                    ShardedTotal total = sums.total("pieces", own);
                    assertThat(total.parties()).isEqualTo(parties.members);
                    assertThat(collected(total.words())).isEqualTo(plain(length, 0, 1, 2));
                    assertThat(collected(own)).isEqualTo(vector(place, length));
                    assertThat(sums.total("words", vector(place, length)).words())
                        .isEqualTo(plain(length, 0, 1, 2));
                  }
                }
                return true;
              }));
    }
    running.forEach(party -> assertThat(party.join()).isTrue());
  }

  /** Uploads of the members, and downloads of the total. */
  @Test
  void bytesAreThoseOfTheVectors() {
    SumFederation parties = new SumFederation(3);
    int length = 2 * VectorPieces.WORDS + 7;
    List<CompletableFuture<ShardedTotal>> running = new ArrayList<>();
    for (PartyId party : parties.members) {
      running.add(
          parties.start(
              party,
              session ->
                  MaskedSum.open(session, rules(parties))
                      .total("bytes", sharded(session, new long[length]))));
    }
    running.forEach(party -> assertThat(collected(party.join().words())).containsOnly(0));
    long vectors = 2L * 2 * length * Long.BYTES;
    assertThat(parties.mailbox.bytesPut()).isBetween(vectors, vectors + vectors / 100);
  }

  @Test
  void aMemberLostBeforeItsVectorIsThereIsLeftOutAndOneLostAfterItIsIn() {
    for (String step : List.of(MemberSide.VECTOR, MemberSide.SIGNATURE)) {
      SumFederation parties = new SumFederation(5, 4, Duration.ofSeconds(60));
      SumRules rules = new SumRules(parties.members.get(0), 3, 4, Consent.NONE);
      boolean counted = step.equals(MemberSide.SIGNATURE);
      int[] in = counted ? new int[] {0, 1, 2, 3, 4} : new int[] {0, 1, 2, 3};
      List<CompletableFuture<Boolean>> running = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        int place = i;
        Exchange end = parties.mailbox.exchange(parties.members.get(i));
        Exchange used = i == 4 ? new LeavingParty(parties.mailbox, end, step) : end;
        running.add(
            parties
                .start(
                    parties.members.get(i),
                    parties.session(parties.members.get(i), used),
                    session -> {
                      MaskedSum sums = MaskedSum.open(session, rules);
                      ShardedTotal total =
                          sums.total("pieces", sharded(session, vector(place, LENGTHS[3])));
                      assertThat(collected(total.words())).isEqualTo(plain(LENGTHS[3], in));
                      assertThat(total.parties()).hasSize(in.length);
                      return true;
                    })
                .handle((done, failure) -> failure == null));
      }
      for (int i = 0; i < 4; i++) {
        assertThat(running.get(i).join()).as("%s, party %d", step, i).isTrue();
      }
    }
  }

  @Test
  void whoWasToldAnotherTotalOpensNoLaterSum() {
    SumFederation parties = new SumFederation(3);
    List<PartyId> names = parties.members;
    List<CompletableFuture<ShardedTotal>> running = new ArrayList<>();
    for (PartyId party : names) {
      Exchange end = parties.mailbox.exchange(party);
      boolean lies = party.equals(names.get(0));
      running.add(
          parties.start(
              party,
              parties.session(party, lies ? new TellingOne(end, names.get(2)) : end),
              session -> {
                MaskedSum sums = MaskedSum.open(session, rules(parties));
                sums.total("first", sharded(session, new long[] {1, 10}));
                return sums.total("second", sharded(session, new long[] {1, 10}));
              }));
    }
    assertThatThrownBy(running.get(0)::join)
        .rootCause()
        .hasMessageStartingWith("bank-2: sums something else than sum 1")
        .hasMessageEndingWith("or it was told other totals before");
  }

  /** The mailbox shows pieces that were put, so the reader's own length decides. */
  @Test
  void aPieceOfAnotherLengthIsRefusedAndItsSenderNamed() {
    for (int change : new int[] {-8, 8}) {
      SumFederation parties = new SumFederation(3);
      List<CompletableFuture<ShardedTotal>> running = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Exchange end = parties.mailbox.exchange(parties.members.get(i));
        running.add(
            parties.start(
                parties.members.get(i),
                parties.session(parties.members.get(i), i == 2 ? new Resized(end, change) : end),
                session ->
                    MaskedSum.open(session, rules(parties))
                        .total("pieces", sharded(session, new long[20]))));
      }
      assertThatThrownBy(running.get(0)::join).rootCause().hasMessageContaining("bank-2");
      assertThatThrownBy(running.get(1)::join).hasMessageContaining("bank-0 gave up: bank-2");
    }
  }

  /** Cuts masked pieces short, or lengthens them. */
  private static final class Resized extends ForwardingExchange {
    private final int change;

    Resized(Exchange end, int change) {
      super(end);
      this.change = change;
    }

    @Override
    public PieceReceipt put(MessageAddress address, PayloadWriter payload) {
      if (!address.step().step().endsWith("/" + MemberSide.VECTOR)) {
        return super.put(address, payload);
      }
      return super.put(
          address,
          out -> {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            payload.writeTo(message);
            out.write(Arrays.copyOf(message.toByteArray(), message.size() + change));
          });
    }
  }

  @Test
  void piecesAreAsManyAndAsLongAsTheLengthSays() {
    SumFederation parties = new SumFederation(3);
    FederatedSession session = parties.session(parties.members.get(0));
    assertThatThrownBy(
            () ->
                new ShardedWords(
                    session.compute().distribute(List.of(new long[3])), VectorPieces.WORDS + 1))
        .hasMessageContaining("must be in 2 pieces");
    List<CompletableFuture<ShardedTotal>> running = new ArrayList<>();
    for (PartyId party : parties.members) {
      running.add(
          parties.start(
              party,
              s ->
                  MaskedSum.open(s, rules(parties))
                      .total(
                          "pieces",
                          new ShardedWords(s.compute().distribute(List.of(new long[3])), 4))));
    }
    assertThatThrownBy(running.get(1)::join)
        .rootCause()
        .message()
        .containsPattern("piece 0 must have 4 words. Provided value: 3|gave up");
  }

  @Test
  void piecesAreKeptAsTheyAre() throws IOException {
    long[] words = vector(0, 1000);
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    ShardedWords.CODEC.write(words, new DataOutputStream(kept));
    byte[] bytes = kept.toByteArray();
    assertThat(ShardedWords.CODEC.read(in(bytes))).isEqualTo(words);
    assertThatThrownBy(() -> ShardedWords.CODEC.read(in(Arrays.copyOf(bytes, 999))))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ShardedWords.CODEC.read(in(new byte[] {-1, 0, 0, 0})))
        .isInstanceOf(IOException.class);
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
