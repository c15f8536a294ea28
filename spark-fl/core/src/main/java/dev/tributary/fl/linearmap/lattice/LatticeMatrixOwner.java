package dev.tributary.fl.linearmap.lattice;

import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.crypto.prg.SeedTree;
import dev.tributary.fl.FederatedSession;
import dev.tributary.fl.Mail;
import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.PayloadKernel;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.linearmap.CandidateOrder;
import dev.tributary.fl.linearmap.CandidateSet;
import dev.tributary.fl.linearmap.MatrixOwner;
import dev.tributary.fl.linearmap.TrainingShape;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.linearmap.ChannelLease;
import dev.tributary.protocol.linearmap.LeaseJournal;
import dev.tributary.protocol.linearmap.LinearMapMessages;
import java.util.ArrayList;
import java.util.List;

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
    this.ledger = new ChannelLedger(session.epoch(), shape);
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
  public void level(int round, int level) {
    PartyId label = session.labelParty();
    int most = ChannelLedger.mostNodes(shape, level);
    CallMessage call =
        Mail.receive(
            session,
            session.from(label, round, LatticeSteps.call(level)),
            CallMessage.MAX_LENGTH,
            bytes -> CallMessage.decode(bytes, most));
    List<ChannelLease> leases = ledger.take(round, call.nodes());
    if (ledger.mayNeedNext()) {
      batches.prepare(ledger.batch() + 1);
    }
    for (int l = 0; l < leases.size(); l++) {
      List<WordMatrix> masks = batches.take(leases.get(l).batch());
      StepAddress words = session.from(label, round, LatticeSteps.words(level, l));
      StepAddress sums = session.to(label, round, LatticeSteps.sums(level, l));
      answer(leases.get(l), words, sums, masks);
    }
  }

  /** Notes the lease durably, then answers; a second message under it is refused. */
  private void answer(
      ChannelLease lease, StepAddress words, StepAddress sums, List<WordMatrix> masks) {
    int rows = shape.rows().training();
    StepManifest manifest =
        Mail.await(session, words, RowSlice.cut(rows).size(), VectorOffline.patience(session));
    byte[] digest = digest(manifest);
    journal.burn(lease, digest);
    List<BlockAnswer> answers = new ArrayList<>();
    for (int block = 0; block < masks.size(); block++) {
      WordMatrix mask = masks.get(block);
      answers.add(
          new BlockAnswer(
              mask.slice(0, mask.rows(), lease.first(), lease.last()),
              offline.seeds().flood(lease, block, digest)));
    }
    HiddenWords hidden = new HiddenWords(manifest, plan.set(), rows, lease.channels());
    matrix.publish(session.exchange(), sums, kernel(plan, hidden, answers, order, active));
  }

  private static byte[] digest(StepManifest manifest) {
    byte[][] parts = new byte[manifest.pieces().size()][];
    for (int piece = 0; piece < parts.length; piece++) {
      PieceReceipt receipt = manifest.pieces().get(piece);
      parts[piece] = receipt.sha256();
    }
    return SeedTree.digest("lattice words", parts);
  }

  private static PayloadKernel<BinnedBlock> kernel(
      LatticePlan plan,
      HiddenWords hidden,
      List<BlockAnswer> answers,
      CandidateOrder order,
      CandidateSet active) {
    return (shard, block, context, out) -> {
      ActiveBlock part = ActiveBlock.of(block, order, shard, active);
      WordMatrix reply = answers.get(shard).reply(plan, part, hidden.load(context));
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
