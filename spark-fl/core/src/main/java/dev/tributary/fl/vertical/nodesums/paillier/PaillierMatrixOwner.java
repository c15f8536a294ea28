package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.crypto.paillier.MalformedPaillierException;
import dev.tributary.crypto.paillier.PaillierPublicKey;
import dev.tributary.crypto.paillier.RandomBases;
import dev.tributary.crypto.random.SystemSource;
import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.PayloadKernel;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.ChannelsMessage;
import dev.tributary.fl.vertical.nodesums.MatrixOwner;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.function.IntConsumer;

/** A feature party's end: sums ciphertexts on its executors and answers packed and randomised. */
final class PaillierMatrixOwner implements MatrixOwner {
  private static final int MAX_KEY_BYTES = 4096;

  private final FederatedSession session;
  private final TrainingShape shape;
  private final Shards<BinnedBlock> matrix;
  private final CandidateOrder order;
  private final MembershipMode membership;
  private final PublicRunKey key;
  private CandidateSet active;
  private StepManifest rows;

  PaillierMatrixOwner(
      FederatedSession session,
      TrainingShape shape,
      Shards<BinnedBlock> matrix,
      CandidateOrder order,
      MembershipMode membership,
      int keyBits) {
    this.session = session;
    this.shape = shape;
    this.matrix = matrix;
    this.order = order;
    this.membership = membership;
    StepAddress step = session.from(session.labelParty(), 0, PaillierSteps.KEY);
    byte[] encoded =
        PeerMessages.receive(session, step, MAX_KEY_BYTES, PaillierMatrixOwner::requirePublicKey);
    PaillierPublicKey foreign = PaillierPublicKey.decode(encoded);
    int bits = foreign.parameters().modulusBits();
    if (bits != keyBits) {
      throw FederationException.peer(
          session.labelParty(),
          "sent a Paillier key of %d bits, this party's job says %d; all parties must run the same"
              + " job",
          bits,
          keyBits);
    }
    this.key =
        new PublicRunKey(step.toString(), foreign, RandomBases.draw(foreign, new SystemSource()));
  }

  private static byte[] requirePublicKey(byte[] encoded) {
    try {
      return PaillierPublicKey.decode(encoded).encode();
    } catch (MalformedPaillierException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }

  @Override
  public void startRound(int round, CandidateSet newActive) {
    active = newActive;
    if (membership == MembershipMode.REVEALED) {
      rows = await(round, PaillierSteps.ROWS);
    }
  }

  @Override
  public void level(int round, int level, IntConsumer asked) {
    StepManifest channels = await(round, PaillierSteps.channels(level));
    int rowsTold = membership == MembershipMode.REVEALED ? shape.rows().training() : 0;
    int nodes = ChannelsMessage.count(session, channels, rowsTold, shape.channels(level));
    asked.accept(nodes);
    if (membership == MembershipMode.HIDDEN) {
      rows = await(round, PaillierSteps.rows(level));
    }
    LevelInput input = new LevelInput(rows, channels, membership, shape, nodes, key);
    StepAddress reply = session.to(session.labelParty(), round, PaillierSteps.sums(level));
    matrix.publish(session.exchange(), reply, kernel(input, order, active, TaskSeed.fresh()));
  }

  private StepManifest await(int round, String step) {
    return session
        .exchange()
        .await(session.from(session.labelParty(), round, step), session.stepTimeout());
  }

  @Override
  public void endRound(int round) {
    active = null;
    rows = null;
  }

  @Override
  public void close() {}

  private static PayloadKernel<BinnedBlock> kernel(
      LevelInput input, CandidateOrder order, CandidateSet active, TaskSeed seed) {
    return (shard, block, context, out) -> {
      EncryptedLevel level = input.load(context);
      BlockSums sums = new BlockSums(block, level, order, shard, active);
      out.write(sums.reply(seed.source(shard), context).encode());
    };
  }
}
