package dev.tributary.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Names of messages, of which keys, seals and file names are made. */
class AddressTest {
  private static final PartyId LENDER = new PartyId("lender");
  private static final PartyId BUREAU = new PartyId("bureau");
  private static final RunId RUN = new RunId("Spring.1_a-b");
  private static final StepAddress STEP = new StepAddress(RUN, 2, 3, "tree/x-1.y", LENDER, BUREAU);

  @Test
  void bytesAreFixed() {
    assertThat(STEP).hasToString("Spring.1_a-b|2|3|tree/x-1.y|lender>bureau");
    assertThat(STEP.shard(4)).hasToString("Spring.1_a-b|2|3|tree/x-1.y|lender>bureau#4");
    assertThat(STEP.canonicalBytes()).isEqualTo(STEP.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(STEP.shard(4).canonicalBytes())
        .isEqualTo(STEP.shard(4).toString().getBytes(StandardCharsets.UTF_8));
    assertThat(RUN).hasToString("Spring.1_a-b");
    assertThat(LENDER).hasToString("lender");
  }

  @Test
  void noTwoMessagesHaveOneName() {
    Set<String> names = new HashSet<>();
    for (StepAddress step :
        List.of(
            STEP,
            new StepAddress(new RunId("Spring.1_a-c"), 2, 3, "tree/x-1.y", LENDER, BUREAU),
            new StepAddress(RUN, 3, 3, "tree/x-1.y", LENDER, BUREAU),
            new StepAddress(RUN, 2, 2, "tree/x-1.y", LENDER, BUREAU),
            new StepAddress(RUN, 2, 3, "tree/x-1.z", LENDER, BUREAU),
            new StepAddress(RUN, 2, 3, "tree/x-1.y", BUREAU, LENDER),
            new StepAddress(RUN, 2, 3, "tree/x-1.y", new PartyId("clinic"), BUREAU))) {
      for (int shard = 0; shard < 2; shard++) {
        names.add(new String(step.shard(shard).canonicalBytes(), StandardCharsets.UTF_8));
      }
      names.add(new String(step.canonicalBytes(), StandardCharsets.UTF_8));
    }
    assertThat(names).hasSize(3 * 7);
  }

  @Test
  void namesArePlain() {
    for (String bad : List.of("", "Lender", "1lender", "len_der", "a>b", "x".repeat(64))) {
      refused(() -> new PartyId(bad), "party name must be");
    }
    assertThat(new PartyId("x".repeat(63)).name()).hasSize(63);
    for (String bad : List.of("", ".hidden", "a|b", "a/b", "x".repeat(129))) {
      refused(() -> new RunId(bad), "run id must be");
    }
    assertThat(new RunId("x".repeat(128)).value()).hasSize(128);
    for (String bad : List.of("", "/a", "a..b", "a|b", "A", "x".repeat(129))) {
      refused(() -> new StepAddress(RUN, 0, 0, bad, LENDER, BUREAU), "step must be");
    }
    assertThat(new StepAddress(RUN, 0, 0, "x".repeat(128), LENDER, BUREAU).epoch()).isZero();
    refused(() -> new StepAddress(RUN, -1, 0, "x", LENDER, BUREAU), "Provided value: -1, 0");
    refused(() -> new StepAddress(RUN, 0, -1, "x", LENDER, BUREAU), "Provided value: 0, -1");
    refused(() -> new StepAddress(RUN, 0, 0, "x", LENDER, LENDER), "nothing to itself");
  }

  @Test
  void piecesAreCounted() {
    assertThat(STEP.shard(MessageAddress.MAX_SHARDS - 1).shard()).isEqualTo((1 << 20) - 1);
    refused(() -> STEP.shard(MessageAddress.MAX_SHARDS), "Provided value: 1048576");
    refused(() -> STEP.shard(-1), "Provided value: -1");
  }

  @Test
  void aReceiptIsOfOnePiece() {
    byte[] digest = new byte[32];
    digest[0] = (byte) 0xab;
    PieceReceipt receipt = new PieceReceipt(MessageAddress.MAX_SHARDS - 1, 0, digest);

    assertThat(receipt).isEqualTo(new PieceReceipt(MessageAddress.MAX_SHARDS - 1, 0, digest));
    assertThat(receipt).hasSameHashCodeAs(new PieceReceipt(receipt.shard(), 0, digest));
    assertThat(receipt.sha256()).isEqualTo(digest);
    receipt.sha256()[0] = 0;
    digest[0] = 0;
    assertThat(receipt.sha256()[0]).isEqualTo((byte) 0xab);
    assertThat(receipt)
        .hasToString("PieceReceipt[1048575, 0, ab" + "00".repeat(31) + "]")
        .isNotEqualTo(new PieceReceipt(0, 0, receipt.sha256()))
        .isNotEqualTo(new PieceReceipt(receipt.shard(), 1, receipt.sha256()))
        .isNotEqualTo(new PieceReceipt(receipt.shard(), 0, digest))
        .isNotEqualTo("");
    refused(() -> new PieceReceipt(MessageAddress.MAX_SHARDS, 0, digest), "1048576, 0, 32");
    refused(() -> new PieceReceipt(-1, 0, digest), "-1, 0, 32");
    refused(() -> new PieceReceipt(0, -1, digest), "0, -1, 32");
    refused(() -> new PieceReceipt(0, 0, new byte[31]), "0, 0, 31");
  }

  @Test
  void aManifestNamesEveryPieceOnce() {
    PieceReceipt zero = new PieceReceipt(0, 5, new byte[32]);
    PieceReceipt one = new PieceReceipt(1, 7, new byte[32]);

    assertThat(new StepManifest(STEP, List.of(one, zero)).pieces()).containsExactly(zero, one);
    assertThat(new StepManifest(STEP, List.of(one, zero)).totalLength()).isEqualTo(12);
    refused(() -> new StepManifest(STEP, List.of()), "at least one piece");
    refused(() -> new StepManifest(STEP, List.of(one)), "without gap or repeat");
    refused(() -> new StepManifest(STEP, List.of(zero, zero)), "without gap or repeat");
  }

  /** By transport and protocols: who is first in name order. */
  @Test
  void partiesHaveAnOrder() {
    assertThat(BUREAU).isLessThan(LENDER);
    assertThat(LENDER).isGreaterThan(BUREAU).isEqualByComparingTo(new PartyId("lender"));
  }

  /** Scripts rely on these. */
  @Test
  void exitCodesAreFixed() {
    assertThat(ErrorCode.INTERNAL.exitCode()).isEqualTo(1);
    assertThat(ErrorCode.USER.exitCode()).isEqualTo(2);
    assertThat(ErrorCode.PEER.exitCode()).isEqualTo(3);
    assertThat(ErrorCode.RESOURCE.exitCode()).isEqualTo(4);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
