package dev.tributary.fl.vertical.nodesums;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.PayloadKernel;
import dev.tributary.fl.data.ShardContext;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import java.util.function.IntConsumer;

/** A feature party's end of the plaintext twin. */
final class PlainMatrixOwner implements MatrixOwner {
  private final FederatedSession session;
  private final TrainingShape shape;
  private final Shards<BinnedBlock> matrix;
  private final CandidateOrder order;
  private CandidateSet active;
  private StepManifest pairs;

  PlainMatrixOwner(
      FederatedSession session,
      TrainingShape shape,
      Shards<BinnedBlock> matrix,
      CandidateOrder order) {
    this.session = session;
    this.shape = shape;
    this.matrix = matrix;
    this.order = order;
  }

  @Override
  public void startRound(int round, CandidateSet newActive) {
    active = newActive;
    pairs = await(round, PlainLinearMap.roundStep());
  }

  @Override
  public void level(int round, int level, IntConsumer asked) {
    StepManifest channels = await(round, PlainLinearMap.channelsStep(level));
    int nodes =
        ChannelsMessage.count(session, channels, shape.rows().training(), shape.channels(level));
    asked.accept(nodes);
    StepAddress reply = session.to(session.labelParty(), round, PlainLinearMap.sumsStep(level));
    matrix.publish(
        session.exchange(),
        reply,
        kernel(pairs, channels, shape.rows().training(), level, nodes, order, active));
  }

  private StepManifest await(int round, String step) {
    return PeerMessages.await(
        session, session.from(session.labelParty(), round, step), shape.classes());
  }

  @Override
  public void endRound(int round) {
    active = null;
    pairs = null;
  }

  @Override
  public void close() {}

  private static PayloadKernel<BinnedBlock> kernel(
      StepManifest pairs,
      StepManifest channels,
      int rows,
      int level,
      int nodes,
      CandidateOrder order,
      CandidateSet active) {
    return (shard, block, context, out) -> {
      LevelRows levelRows =
          context.shared(
              channels.step().toString(), () -> load(pairs, channels, rows, level, nodes, context));
      int[] localIds = order.localIds(shard);
      int offset = order.layout().offset(shard);
      boolean[] columns = ActiveColumns.of(block, localIds, offset, active);
      long[] sums = CandidateHistogram.leftSums(block, levelRows, localIds, columns);
      out.write(pack(sums, levelRows.channels(), offset, localIds.length, active).encode());
    };
  }

  /** Keeps the sums of active candidates, by id. */
  private static SumsMessage pack(
      long[] sums, int channels, int offset, int candidates, CandidateSet active) {
    int entries = active.count(offset, offset + candidates) * channels;
    long[] gradients = new long[entries];
    long[] hessians = new long[entries];
    int at = 0;
    for (int local = 0; local < candidates; local++) {
      if (active.contains(offset + local)) {
        System.arraycopy(sums, local * channels, gradients, at, channels);
        System.arraycopy(sums, (candidates + local) * channels, hessians, at, channels);
        at += channels;
      }
    }
    return new SumsMessage(gradients, hessians);
  }

  private static LevelRows load(
      StepManifest pairs,
      StepManifest channels,
      int rows,
      int level,
      int nodes,
      ShardContext context) {
    Exchange exchange = context.exchange();
    int classes = pairs.pieces().size();
    int[][] gradients = new int[classes][];
    int[][] hessians = new int[classes][];
    short[][] channelOfRow = new short[classes][];
    for (int k = 0; k < classes; k++) {
      byte[] piece = exchange.fetchBytes(pairs, k, PairsMessage.maxLength(rows));
      PairsMessage pair =
          PeerMessages.decode(pairs.step(), piece, b -> PairsMessage.decode(b, rows));
      gradients[k] = pair.gradients();
      hessians[k] = pair.hessians();
      byte[] levelPiece = exchange.fetchBytes(channels, k, ChannelsMessage.maxLength(rows));
      ChannelsMessage message =
          PeerMessages.decode(
              channels.step(), levelPiece, b -> ChannelsMessage.decode(b, rows, nodes));
      channelOfRow[k] = message.channelOfRow();
    }
    return LevelRows.of(
        new GradientPairs(gradients, hessians, 0, 0),
        new LevelChannels(level, nodes, channelOfRow));
  }
}
