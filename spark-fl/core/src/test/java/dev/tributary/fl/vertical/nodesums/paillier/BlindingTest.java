package dev.tributary.fl.vertical.nodesums.paillier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.crypto.paillier.PaillierPublicKey;
import dev.tributary.fl.RecordedPieces;
import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.training.NoiseUnit;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import dev.tributary.fl.vertical.nodesums.LevelChannels;
import dev.tributary.fl.vertical.nodesums.MatrixOwner;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.fl.vertical.nodesums.VectorOwner;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What whoever sees the pieces sees of their randomness, without the private key: {@code c = (1 + m
 * N) r^N} is {@code r^N} modulo N, so two ciphertexts with the same r, whose quotient gives away
 * the difference of what they hide, are alike there.
 */
class BlindingTest {
  private static final PartyId LABEL = new PartyId("lender");
  private static final PartyId FEATURE = new PartyId("bureau");
  private static final int KEY_BITS = 2048;
  private static final int ROWS = 8;
  private static final int ROUNDS = 2;
  private static final int LEVELS = 2;

  /** Tasks of the label party, each with a shard of the rows, and blocks of the feature party. */
  private static final int SHARDS = 2;

  private static final TrainingShape SHAPE =
      new TrainingShape(new RowOrder(ROWS, 0, 0), 1, ROUNDS, LEVELS);

  private final InMemoryMailbox mailbox = new InMemoryMailbox();
  private final RecordedPieces label = new RecordedPieces(mailbox.exchange(LABEL));
  private final RecordedPieces feature = new RecordedPieces(mailbox.exchange(FEATURE));

  @Test
  void noTwoRowsOfAllShardsAndRoundsHaveTheSameRandomness() {
    train(PaillierLinearMap.revealed(KEY_BITS));

    List<byte[]> steps = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (int shard = 0; shard < SHARDS; shard++) {
        steps.add(label.piece(round, PaillierSteps.ROWS, shard));
      }
    }
    assertThat(blindingsOfRows(steps)).hasSize(ROUNDS * ROWS).doesNotHaveDuplicates();
  }

  @Test
  void noTwoRowsOfAllLevelsHaveTheSameRandomnessWhereEveryLevelIsEncrypted() {
    train(PaillierLinearMap.hidden(KEY_BITS));

    List<byte[]> steps = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (int level = 0; level < LEVELS; level++) {
        for (int shard = 0; shard < SHARDS; shard++) {
          steps.add(label.piece(round, PaillierSteps.rows(level), shard));
        }
      }
    }
    assertThat(blindingsOfRows(steps)).hasSize(ROUNDS * LEVELS * ROWS).doesNotHaveDuplicates();
  }

  /**
   * Blocks with the same column, and levels with the same nodes, of which a reply is the same sum
   * of the same ciphertexts: what tells two apart is what they were randomised with.
   */
  @Test
  void noTwoRepliesOfAllBlocksAndLevelsHaveTheSameRandomness() {
    train(PaillierLinearMap.revealed(KEY_BITS));

    PaillierPublicKey key = publicKey();
    List<BigInteger> blindings = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (int level = 0; level < LEVELS; level++) {
        for (int block = 0; block < SHARDS; block++) {
          byte[] reply = feature.piece(round, PaillierSteps.sums(level), block);
          byte[] sums = CellsMessage.decode(reply, 1, key.ciphertextBytes()).ciphertexts();
          blindings.add(new BigInteger(1, sums).mod(key.modulus()));
        }
      }
    }
    assertThat(blindings).hasSize(ROUNDS * LEVELS * SHARDS).doesNotHaveDuplicates();
  }

  private PaillierPublicKey publicKey() {
    return PaillierPublicKey.decode(label.piece(0, PaillierSteps.KEY, 0));
  }

  private List<BigInteger> blindingsOfRows(List<byte[]> pieces) {
    PaillierPublicKey key = publicKey();
    int width = key.ciphertextBytes();
    List<BigInteger> blindings = new ArrayList<>();
    for (byte[] piece : pieces) {
      byte[] rows = RowsMessage.decode(piece, ROWS, width).ciphertexts();
      for (int at = 0; at < rows.length; at += width) {
        blindings.add(new BigInteger(1, rows, at, width).mod(key.modulus()));
      }
    }
    return blindings;
  }

  /** Both ends in turn, since nothing is awaited that has not been sent. */
  private void train(PaillierLinearMap map) {
    BinnedBlock column =
        new BinnedBlock(
            new int[] {0},
            new int[] {2},
            new boolean[] {false},
            new byte[][] {{0, 1, 1, 0, 1, 0, 0, 1}});
    CandidateLayout layout = new CandidateLayout(new int[] {1, 1});
    CandidateSet all = CandidateSet.all(layout.total());
    FederatedSession labelSession = session(label);
    FederatedSession featureSession = session(feature);
    GradientBounds bounds = new GradientBounds(ROWS, 1, ROWS, 1, NoiseUnit.LARGEST);
    try (VectorOwner vectors = map.vectorOwner(labelSession, SHAPE, bounds, List.of(layout));
        MatrixOwner matrix =
            map.matrixOwner(
                featureSession,
                SHAPE,
                featureSession.compute().distribute(List.of(column, column)),
                CandidateOrder.natural(layout))) {
      for (int round = 0; round < ROUNDS; round++) {
        vectors.startRound(round, pairs(), List.of(all));
        matrix.startRound(round, all);
        for (int level = 0; level < LEVELS; level++) {
          vectors.send(new LevelChannels(level, 1, new short[1][ROWS]));
          matrix.level(round, level, nodes -> {});
          assertThat(vectors.sums().get(0).gradient(1, 0)).isEqualTo(4);
        }
        vectors.endRound();
        matrix.endRound(round);
      }
    }
  }

  private static GradientPairs pairs() {
    int[][] ones = new int[1][ROWS];
    Arrays.fill(ones[0], 1);
    return new GradientPairs(ones, ones.clone(), 0, 0);
  }

  private FederatedSession session(Exchange end) {
    return new FederatedSession(
        end.self(),
        Roster.vertical(List.of(LABEL, FEATURE)),
        new RunId("blinding"),
        0,
        end,
        new LocalCompute(end, SHARDS),
        Duration.ofSeconds(60));
  }
}
