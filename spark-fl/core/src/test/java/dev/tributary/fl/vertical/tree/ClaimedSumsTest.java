package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.LatticeLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.SigmaOut;
import dev.tributary.fl.vertical.nodesums.paillier.PaillierLinearMap;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A feature party whose answers are not the sums of its bitmaps is found out and named. */
class ClaimedSumsTest {
  private static final RowOrder ROWS = new RowOrder(300, 0, 10);
  private static final TreeParameters PARAMETERS =
      TreeParameters.DEFAULTS.withTrees(3).withDepth(3);

  @Test
  void exactSumsMustBeThoseOfTheBitmapToTheLastBit() {
    for (int level = 0; level < PARAMETERS.depth(); level++) {
      assertFound(
          PlainLinearMap::new,
          "plain/level-" + level + "/sums",
          ClaimedSumsTest::hessiansPlusTwo,
          level);
    }
  }

  @Test
  void aBitmapThatMovesOnePersonIsNotThatOfTheSums() {
    UnaryOperator<byte[]> oneRow =
        message -> {
          byte[] changed = message.clone();
          changed[changed.length - 20] ^= 1;
          return changed;
        };
    assertFound(PlainLinearMap::new, "tree/level-0/bitmaps", oneRow, 0);
    assertFound(() -> PaillierLinearMap.hidden(2048), "tree/level-0/bitmaps", oneRow, 0);
  }

  /** As if products of the encrypted secrets were answered: what is decoded is of any size. */
  @Test
  void otherWordsThanSumsAreFoundOutUnderNoise() {
    assertFound(
        () -> new LatticeLinearMap(SigmaOut.automatic()),
        "lattice/level-1/sums-0",
        ClaimedSumsTest::otherGradients,
        1);
  }

  /** Where the bitmap is another candidate's, by more people than the noise hides. */
  @Test
  void anotherBitmapThanTheSumsAreOfIsFoundOutUnderNoise() {
    assertFound(
        () -> new LatticeLinearMap(SigmaOut.of(0.5)),
        "tree/level-0/bitmaps",
        message -> {
          byte[] changed = message.clone();
          Arrays.fill(changed, changed.length - 30, changed.length - 4, (byte) 0x0f);
          return changed;
        },
        0);
  }

  private static byte[] hessiansPlusTwo(byte[] message) {
    ByteBuffer changed = ByteBuffer.wrap(message.clone());
    int entries = changed.getInt(1);
    for (int at = changed.capacity() - 8 * entries; at < changed.capacity(); at += 8) {
      changed.putLong(at, changed.getLong(at) + 2);
    }
    return changed.array();
  }

  /** Changes the first of every two words of four bytes; the header stays. */
  private static byte[] otherGradients(byte[] message) {
    byte[] changed = message.clone();
    for (int at = changed.length - 8; at > 64; at -= 8) {
      for (int i = 0; i < 4; i++) {
        changed[at + i] ^= 0x55;
      }
    }
    return changed;
  }

  private static void assertFound(
      Supplier<LinearMap> map, String step, UnaryOperator<byte[]> change, int level) {
    Federation f = new Synthetic(21).federation("binary", ROWS, 1, 3);
    // The own column says nothing, so that the feature party's splits win.
    Arrays.fill(f.own.columns()[0], 1);
    f.map = map;
    f.featureExchange = e -> new TamperingExchange(e, step, change);

    Throwable failure = catchThrowable(() -> f.train(PARAMETERS, Objective.binary()));

    assertThat(failure)
        .as(step)
        .hasMessageContaining("bureau-1")
        .hasMessageContaining("in round 1 at level " + level)
        .hasMessageContaining("not those of its own bitmap");
    assertThat(FederationException.codeOf(failure)).isEqualTo(ErrorCode.PEER);
  }
}
