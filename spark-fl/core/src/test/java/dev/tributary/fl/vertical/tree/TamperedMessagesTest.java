package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.fl.vertical.nodesums.paillier.PaillierLinearMap;
import dev.tributary.fl.vertical.tree.message.BitmapsMessage;
import dev.tributary.fl.vertical.tree.message.ChoicesMessage;
import dev.tributary.fl.vertical.tree.message.SetupMessage;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A party that breaks the protocol is named, with the step, at the other party. */
class TamperedMessagesTest {
  private static final RowOrder ROWS = new RowOrder(60, 0, 10);
  private static final TreeParameters PARAMETERS =
      TreeParameters.DEFAULTS.withTrees(2).withDepth(2);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tree/layout",
        "tree/directions",
        "tree/columns",
        "tree/level-0/bitmaps",
        "plain/level-0/sums"
      })
  void truncatedAnswersAreBlamedOnTheFeatureParty(String step) {
    Federation f = federation();
    f.featureExchange = e -> new TamperingExchange(e, step, b -> Arrays.copyOf(b, b.length - 1));
    assertPeer(f, "bureau-1", step);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tree/setup",
        "tree/round",
        "tree/level-0/choices",
        "plain/round",
        "plain/level-0/channels"
      })
  void longerRequestsAreBlamedOnTheLabelParty(String step) {
    Federation f = federation();
    f.labelExchange = e -> new TamperingExchange(e, step, b -> Arrays.copyOf(b, b.length + 1));
    assertPeer(f, "lender", step);
  }

  @Test
  void candidateOutOfRangeIsRefused() {
    Federation f = federation();
    f.labelExchange =
        e ->
            new TamperingExchange(
                e,
                "tree/level-0/choices",
                b -> new ChoicesMessage(new int[] {1 << 20}, true).encode());
    assertPeer(f, "lender", "tree/level-0/choices");
  }

  @Test
  void bitmapOfOtherLengthIsRefused() {
    Federation f = federation();
    f.featureExchange =
        e ->
            new TamperingExchange(
                e,
                "tree/level-0/bitmaps",
                b -> new BitmapsMessage(new int[] {0}, new byte[1][3]).encode());
    assertPeer(f, "bureau-1", "tree/level-0/bitmaps");
  }

  @Test
  void ciphertextsOfNothingAreRefused() {
    Federation f = federation();
    f.map = () -> PaillierLinearMap.revealed(2048);
    f.featureExchange =
        e ->
            new TamperingExchange(
                e,
                "paillier/level-0/sums",
                b -> {
                  byte[] changed = b.clone();
                  Arrays.fill(changed, 100, 200, (byte) 7);
                  return changed;
                });
    assertPeer(f, "bureau-1", "paillier/level-0/sums");
  }

  @Test
  void foreignPublicKeyIsRefused() {
    Federation f = federation();
    f.map = () -> PaillierLinearMap.revealed(2048);
    f.labelExchange =
        e ->
            new TamperingExchange(
                e,
                "paillier/key",
                b -> {
                  b[b.length / 3] ^= 1;
                  b[8 + 255] ^= 1;
                  return b;
                });
    assertPeer(f, "lender", "paillier/key");
  }

  @Test
  void messageKeptBackEndsInATimeoutThatNamesTheParty() {
    Federation f = federation();
    f.timeout = Duration.ofSeconds(2);
    f.featureExchange = e -> new TamperingExchange(e, "tree/level-0/bitmaps", null);
    Throwable failure = catchThrowable(() -> f.train(PARAMETERS, Objective.binary()));
    assertThat(failure).isInstanceOf(FederationException.class).hasMessageContaining("bureau-1");
  }

  @Test
  void partiesOfDifferentJobsAreToldSo() {
    Federation f = federation();
    f.labelExchange =
        e ->
            new TamperingExchange(
                e,
                "tree/setup",
                b ->
                    new SetupMessage(
                            PlainLinearMap.SUITE, ROWS, 1, PARAMETERS.withLearningRate(0.2))
                        .encode());
    assertThatThrownBy(() -> f.train(PARAMETERS, Objective.binary()))
        .hasMessageContaining("announced tree parameters");
  }

  private static Federation federation() {
    Federation f = new Synthetic(21).federation("binary", ROWS, 1, 3);
    // The own column says nothing, so that the feature party's splits win.
    Arrays.fill(f.own.columns()[0], 1);
    f.bins = 6;
    f.blocks = 2;
    return f;
  }

  private static void assertPeer(Federation f, String party, String step) {
    TreeParameters sampled = PARAMETERS.withSampling(1, 0.9, 1);
    Throwable failure = catchThrowable(() -> f.train(sampled, Objective.binary()));
    assertThat(failure).hasMessageContaining(party).hasMessageContaining(step);
    assertThat(FederationException.codeOf(failure)).isEqualTo(ErrorCode.PEER);
  }
}
