package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.ParallelCalls;
import dev.tributary.fl.data.PayloadKernel;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.MatrixOwner;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.linearmap.ChannelLease;
import dev.tributary.protocol.linearmap.LeaseJournal;
import dev.tributary.protocol.linearmap.LinearMapMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** A feature party's end: sums hidden words over all samples and answers with noise. */
final class LatticeMatrixOwner implements MatrixOwner {
  private final FederatedSession session;
  private final TrainingShape shape;
  private final Shards<BinnedBlock> matrix;
  private final CandidateOrder order;
  private final LatticePlan plan;
  private final LeaseJournal journal;
  private final MatrixOffline offline;
  private final OfflineBatches<List<WordMatrix>> batches;
  private final ChannelLedger ledger;
  private CandidateSet active;

  LatticeMatrixOwner(
      FederatedSession session,
      TrainingShape shape,
      Shards<BinnedBlock> matrix,
      CandidateOrder order,
      LatticeAgreement agreement,
      LeaseJournal journal) {
    this.session = session;
    this.shape = shape;
    this.matrix = matrix;
    this.order = order;
    this.plan = agreement.plan();
    this.journal = journal;
    this.offline = MatrixOffline.open(session, shape.rows().training(), matrix, order, agreement);
    this.batches =
        new OfflineBatches<>(
            "lattice batches of " + session.self(), session.compute(), offline::make);
    this.ledger = new ChannelLedger(session.epoch(), shape, plan.set());
    batches.prepare(ledger.batch());
  }

  /**
   * Until the first batch is made, as the vector owner waits: a failure of this party's own part is
   * then its own, instead of a peer's that sends nothing.
   */
  void awaitFirstBatch() {
    try {
      batches.take(ledger.batch());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public void startRound(int round, CandidateSet newActive) {
    active = newActive;
  }

  @Override
  public void level(int round, int level, IntConsumer asked) {
    PartyId label = session.labelParty();
    int most = ChannelLedger.mostNodes(shape, level);
    CallMessage call =
        PeerMessages.receive(
            session,
            session.from(label, round, LatticeSteps.call(level)),
            CallMessage.MAX_LENGTH,
            bytes -> CallMessage.decode(bytes, most));
    asked.accept(call.nodes());
    List<ChannelLease> leases = ledger.take(round, call.nodes());
    if (ledger.mayNeedNext()) {
      batches.prepare(ledger.batch() + 1);
    }
    for (int l = 0; l < leases.size(); l++) {
      List<WordMatrix> masks = batches.take(leases.get(l).batch());
      HiddenWords words = words(round, level, l, leases.get(l).channels());
      StepAddress sums = session.to(label, round, LatticeSteps.sums(level, l));
      answer(leases.get(l), words, sums, masks);
    }
  }

  /** Awaits the words of a lease; the first are summed while the last are on their way. */
  private HiddenWords words(int round, int level, int l, int channels) {
    int rows = shape.rows().training();
    List<SliceRange> ranges = HiddenWords.cut(plan.set(), rows, channels);
    List<StepManifest> messages = new ArrayList<>();
    List<Future<?>> summing = new ArrayList<>();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      for (int m = 0; m < ranges.size(); m++) {
        StepAddress step =
            session.from(session.labelParty(), round, LatticeSteps.words(level, l, m));
        messages.add(
            PeerMessages.await(
                session, step, ranges.get(m).count(), VectorOffline.patience(session)));
        if (m + 1 < ranges.size()) {
          HiddenWords come = new HiddenWords(messages, plan.set(), rows, channels);
          summing.add(thread.submit(() -> matrix.map(adding(come, order, active))));
        }
      }
      summing.forEach(ParallelCalls::result);
    } finally {
      thread.shutdownNow();
    }
    return new HiddenWords(messages, plan.set(), rows, channels);
  }

  private static Shards.Kernel<BinnedBlock, byte[]> adding(
      HiddenWords come, CandidateOrder order, CandidateSet active) {
    return (shard, block, context) -> {
      ActiveBlock part = ActiveBlock.of(block, order, shard, active);
      if (!part.isEmpty()) {
        PartialSums.of(come, shard, part, context);
      }
      return new byte[0];
    };
  }

  /** Notes the lease durably, then answers; a second message under it is refused. */
  private void answer(
      ChannelLease lease, HiddenWords words, StepAddress sums, List<WordMatrix> masks) {
    byte[] digest = words.digest();
    journal.burn(lease, digest);
    byte[] shared = offline.seeds().sharedFlood(lease, digest);
    List<BlockAnswer> answers = new ArrayList<>();
    for (int block = 0; block < masks.size(); block++) {
      WordMatrix mask = masks.get(block);
      answers.add(
          new BlockAnswer(
              mask.slice(0, mask.rows(), lease.first(), lease.last()),
              offline.sources().get(block),
              shared,
              offline.seeds().flood(lease, block, digest)));
    }
    matrix.publish(session.exchange(), sums, kernel(plan, words, answers, order, active));
  }

  private static PayloadKernel<BinnedBlock> kernel(
      LatticePlan plan,
      HiddenWords words,
      List<BlockAnswer> answers,
      CandidateOrder order,
      CandidateSet active) {
    return (shard, block, context, out) -> {
      ActiveBlock part = ActiveBlock.of(block, order, shard, active);
      WordMatrix reply =
          part.isEmpty()
              ? new WordMatrix(plan.set(), 0, words.channels())
              : answers.get(shard).reply(plan, part, PartialSums.of(words, shard, part, context));
      out.write(LinearMapMessages.encode(reply));
    };
  }

  @Override
  public void endRound(int round) {
    active = null;
  }

  @Override
  public void close() {
    batches.close();
    offline.close();
  }
}
