package dev.tributary.fl.vertical.nodesums.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.crypto.lattice.LatticePlanner;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.training.NoiseUnit;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.fl.vertical.tree.TamperingExchange;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.linearmap.ChannelLease;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lattice map against the plaintext twin on the same calls. */
class LatticeLinearMapTest {
  @Test
  void sumsEqualThePlainOnesUpToTheNoiseAskedFor() {
    MapPair pair = new MapPair(21, MapPair.shape(1100, 1, 3, 4));
    List<MapPair.Call> calls = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      calls.add(
          new MapPair.Call(round, pair.pairs(1), pair.level(round + 1, 1 << round), all(pair)));
    }
    assertNoise(pair, new LatticeLinearMap(SigmaOut.of(0.5)), calls, 0.5, 1);
  }

  @Test
  void wideModulusServesLowNoise() {
    MapPair pair = new MapPair(22, MapPair.shape(5000, 1, 1, 3));
    List<MapPair.Call> calls =
        List.of(new MapPair.Call(0, pair.pairs(1), pair.level(2, 2), all(pair)));
    assertThat(planned(pair, 0.01).plan().set().modulusBits()).isEqualTo(40);
    assertNoise(pair, new LatticeLinearMap(SigmaOut.of(0.01)), calls, 0.01, 1);
  }

  @Test
  void levelsGoOnInTheNextBatch() {
    MapPair pair = new MapPair(23, MapPair.shape(600, 3, 3, 6));
    List<MapPair.Call> calls = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      // 48 nodes are 96 channels of 128, then 144 channels in two leases and three.
      int nodes = round == 0 ? 16 : 16 + 8;
      calls.add(new MapPair.Call(round, pair.pairs(1), pair.level(6, nodes), all(pair)));
    }
    assertNoise(pair, new LatticeLinearMap(SigmaOut.of(0.5)), calls, 0.5, 1);
  }

  @Test
  void theWordsOfALargeLeaseAreSeveralMessages() {
    MapPair pair = new MapPair(31, MapPair.shape(9000, 1, 1, 8));
    List<String> messages = Collections.synchronizedList(new ArrayList<>());
    pair.labelExchange = end -> new CommitsExchange(end, messages);
    List<MapPair.Call> calls =
        List.of(new MapPair.Call(0, pair.pairs(1), pair.level(7, 64), all(pair)));
    assertNoise(pair, new LatticeLinearMap(SigmaOut.of(0.5)), calls, 0.5, 1);
    assertThat(messages)
        .filteredOn(step -> step.contains("/words-"))
        .containsExactlyInAnyOrder("lattice/level-7/words-0-0", "lattice/level-7/words-0-1");
  }

  @Test
  void wordsAreCutIntoMessagesOfTwoMegabytesOrMoreAndFourAtMost() {
    assertThat(SliceRange.cut(8, (4 << 20) - 1)).containsExactly(new SliceRange(0, 8));
    assertThat(SliceRange.cut(9, 4 << 20))
        .containsExactly(new SliceRange(0, 4), new SliceRange(4, 9));
    assertThat(SliceRange.cut(9, 1 << 30))
        .containsExactly(
            new SliceRange(0, 2), new SliceRange(2, 4), new SliceRange(4, 6), new SliceRange(6, 9));
    assertThat(SliceRange.cut(1, 1 << 30)).containsExactly(new SliceRange(0, 1));
  }

  @Test
  void onlyActiveCandidatesAreAnswered() {
    MapPair pair = new MapPair(24, MapPair.shape(700, 1, 1, 3));
    int[] ids = pair.order.localIds(0);
    BitSet members = new BitSet();
    int first = pair.blocks.get(0).candidates(0) + pair.blocks.get(0).candidates(1);
    for (int natural = first; natural < ids.length; natural++) {
      members.set(ids[natural]);
    }
    CandidateSet active = CandidateSet.of(pair.order.layout().total(), members);
    List<MapPair.Call> calls =
        List.of(new MapPair.Call(0, pair.pairs(1), pair.level(1, 1), active));
    assertNoise(pair, new LatticeLinearMap(SigmaOut.of(0.5)), calls, 0.5, 1);
  }

  @Test
  void roundsBeyondTheBoundsDoNotWrap() {
    MapPair pair = new MapPair(25, MapPair.shape(900, 1, 1, 3));
    pair.bounds = new GradientBounds(60, 1, 60, 1, NoiseUnit.LARGEST);
    List<MapPair.Call> calls =
        List.of(new MapPair.Call(0, pair.pairs(1), pair.level(0, 1), all(pair)));
    // Hessians sum to 450, more than 7 times the bound told: noise grows by that, gradients by 4.
    assertNoise(pair, new LatticeLinearMap(SigmaOut.of(0.5)), calls, 0.5, 7.3);
  }

  @Test
  void anotherSigmaOutIsRefused() {
    MapPair pair = new MapPair(26, MapPair.shape(300, 1, 1, 2));
    RuntimeException refused =
        pair.fail(
                new LatticeLinearMap(SigmaOut.of(0.5)),
                new LatticeLinearMap(SigmaOut.of(2)),
                oneCall(pair))
            .feature();
    assertThat(refused)
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("lender")
        .hasMessageContaining("sigma-out 2.0");
  }

  /**
   * What was announced is compared with the own plan, never adopted: fewer dimensions, no noise.
   */
  @Test
  void anotherPlanThanOnesOwnIsRefused() {
    for (int at : new int[] {7, 11, 15, 19, 40, 48}) {
      MapPair pair = new MapPair(32, MapPair.shape(300, 1, 1, 2));
      pair.labelExchange =
          end -> new TamperingExchange(end, LatticeSteps.PLAN, message -> changed(message, at));
      LinearMap map = new LatticeLinearMap(SigmaOut.of(0.5));
      assertThat(pair.fail(map, oneCall(pair)).feature())
          .as("byte %d", at)
          .isInstanceOf(FederationException.class)
          .hasMessageContaining("lender");
    }
  }

  /** Of what only the vector owner knows it may say much, and then it is at fault. */
  @ParameterizedTest
  @CsvSource({"1e30, 1e-3", "1e299, 1e-300", "1e-300, 1e-301", "1e250, 1e248"})
  void boundsThatNoTrainingHasAreThePeersFault(double sum, double unit) {
    LatticePlanner.Kind kind = new LatticePlanner.Kind(sum, 0, unit);
    for (SigmaOut sigmaOut : List.of(SigmaOut.automatic(), SigmaOut.of(0.5))) {
      MapPair pair = new MapPair(33, MapPair.shape(300, 1, 1, 2));
      pair.labelExchange =
          end ->
              new TamperingExchange(
                  end,
                  LatticeSteps.PLAN,
                  message ->
                      new PlanMessage(List.of(kind, kind), PlanMessage.decode(message).plan())
                          .encode());
      RuntimeException refused = pair.fail(new LatticeLinearMap(sigmaOut), oneCall(pair)).feature();
      assertThat(FederationException.codeOf(refused)).isEqualTo(ErrorCode.PEER);
      assertThat(refused).hasMessageContaining("lender").hasMessageContaining("must be");
    }
  }

  /** The most that honest sums come to: every row has the unit, with headroom, rounded up twice. */
  @Test
  void boundsOfAnHonestTrainingAreNot() {
    MapPair pair = new MapPair(34, MapPair.shape(40, 1, 1, 2));
    LatticePlan plan = planned(pair, 0.5).plan();
    for (double unit : new double[] {1e-9, 1, 1e150}) {
      double sum = 1.25 * 40 * unit;
      pair.bounds = new GradientBounds(sum, unit, sum, unit, NoiseUnit.LARGEST);
      PlanMessage message = new PlanMessage(PlanMessage.kinds(pair.bounds), plan);
      assertThat(PlanMessage.decode(message.encode())).isEqualTo(message);
      message.requireSumsOf(40);
    }
  }

  private static byte[] changed(byte[] message, int at) {
    byte[] changed = message.clone();
    changed[at] ^= 1;
    return changed;
  }

  @Test
  void moreCertaintyThanTheCipherGivesIsRefused() {
    MapPair pair = new MapPair(27, MapPair.shape(300, 1, 1, 2));
    LinearMap map = new LatticeLinearMap(SigmaOut.of(1e-9));
    assertThatThrownBy(() -> pair.run(map, map, oneCall(pair)))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("set sigma_out to at least");
  }

  @Test
  void usedBatchesAreRefusedInTheSameEpochAndNotInAHigherOne(@TempDir Path journals) {
    MapPair pair = new MapPair(28, MapPair.shape(300, 1, 1, 2));
    LinearMap map = new LatticeLinearMap(SigmaOut.of(1), journals);
    pair.run(map, map, oneCall(pair));
    assertThatThrownBy(() -> pair.run(map, map, oneCall(pair)))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("raise the epoch");
    pair.epoch = 1;
    assertNoise(pair, map, oneCall(pair), 1, 1);
  }

  @Test
  void theMatrixOwnerAnswersALeaseOnce(@TempDir Path journals) {
    MapPair pair = new MapPair(29, MapPair.shape(300, 1, 1, 2));
    LinearMap careless = new LatticeLinearMap(SigmaOut.of(1));
    LinearMap careful = new LatticeLinearMap(SigmaOut.of(1), journals);
    pair.run(careless, careful, oneCall(pair));
    RuntimeException refused = pair.fail(careless, careful, oneCall(pair)).feature();
    assertThat(refused).hasMessageContaining("were used for another message");
    assertThat(FederationException.codeOf(refused)).isEqualTo(ErrorCode.INTERNAL);
  }

  @Test
  void aLeaseIsBurntBeforeItsFirstByteLeaves(@TempDir Path journals) {
    MapPair pair = new MapPair(30, MapPair.shape(300, 1, 1, 2));
    LinearMap map = new LatticeLinearMap(SigmaOut.of(1), journals);
    List<String> burnt = new ArrayList<>();
    pair.labelExchange = end -> new WatchedExchange(end, journals, burnt);
    pair.run(map, map, oneCall(pair));
    assertThat(burnt).isNotEmpty().allMatch(text -> text.startsWith("0:0-2 "));
  }

  @Test
  void aLevelGoesOnInTheNextBatch() {
    ChannelLedger ledger = new ChannelLedger(2, MapPair.shape(300, 1, 5, 5), LatticeSet.Q32);
    assertThat(ledger.take(0, 40)).containsExactly(new ChannelLease(2 << 20, 0, 80));
    assertThat(ledger.take(0, 30))
        .containsExactly(
            new ChannelLease(2 << 20, 80, 128), new ChannelLease((2 << 20) + 1, 0, 12));
    // Four rounds follow, and three windows are left.
    assertThat(ledger.mayNeedNext()).isTrue();
    assertThat(ChannelLedger.channelsOfRound(MapPair.shape(300, 3, 5, 5))).isEqualTo(96);
  }

  private static CandidateSet all(MapPair pair) {
    return CandidateSet.all(pair.order.layout().total());
  }

  private static List<MapPair.Call> oneCall(MapPair pair) {
    return List.of(new MapPair.Call(0, pair.pairs(1), pair.level(0, 1), all(pair)));
  }

  private static PlanMessage planned(MapPair pair, double sigmaOut) {
    int candidates = pair.blocks.stream().mapToInt(BinnedBlock::candidates).sum();
    return PlanMessage.of(pair.shape, candidates, SigmaOut.of(sigmaOut), pair.bounds);
  }

  /**
   * Errors of active candidates have the standard deviation asked for, and root 2 of it where
   * missing values go left. With n independent errors the root mean square would be within 6 /
   * sqrt(2 n) of it but for one run in 10^8; up to 30 candidates share the noise of their missing
   * bin, so the slack is three times that. None is beyond 10 standard deviations; sums of other
   * candidates are 0.
   *
   * @param growth most by which noise may exceed sigmaOut
   */
  private static void assertNoise(
      MapPair pair, LinearMap map, List<MapPair.Call> calls, double sigmaOut, double growth) {
    List<CandidateSums> exact = pair.run(new PlainLinearMap(), new PlainLinearMap(), calls);
    List<CandidateSums> noisy = pair.run(map, map, calls);
    double squares = 0;
    double most = 0;
    int n = 0;
    for (int i = 0; i < exact.size(); i++) {
      CandidateSet active = calls.get(i).active();
      for (int id = 0; id < active.candidates(); id++) {
        for (int channel = 0; channel < exact.get(i).channels(); channel++) {
          double g = noisy.get(i).gradient(id, channel) - exact.get(i).gradient(id, channel);
          double h = noisy.get(i).hessian(id, channel) - exact.get(i).hessian(id, channel);
          if (!active.contains(id)) {
            assertThat(g).isZero();
            assertThat(h).isZero();
            continue;
          }
          squares += g * g + h * h;
          most = Math.max(most, Math.max(Math.abs(g), Math.abs(h)));
          n += 2;
        }
      }
    }
    double unit = Math.scalb(1.0, -MapPair.FRACTION_BITS);
    double rms = Math.sqrt(squares / n) * unit;
    System.out.printf("rms %.4f over %d sums, most %.4f%n", rms, n, most * unit);
    double slack = 18 / Math.sqrt(2.0 * n);
    assertThat(rms / sigmaOut).isBetween(1 - slack, growth * Math.sqrt(2) * (1 + slack));
    assertThat(most * unit).isLessThan(10 * growth * sigmaOut);
  }
}
