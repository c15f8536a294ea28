package dev.tributary.fl.align;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.psi.EcdhPsi;
import dev.tributary.protocol.psi.IdErrors;
import dev.tributary.protocol.psi.MaskedPoints;
import dev.tributary.protocol.psi.MatchTokens;
import dev.tributary.protocol.psi.PsiFeatureParty;
import dev.tributary.protocol.psi.PsiLabelParty;
import dev.tributary.protocol.psi.PsiOffer;
import dev.tributary.protocol.psi.PsiOutcome;
import dev.tributary.protocol.psi.RowAssignment;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link EcdhPsi} on encoded ids in memory, speaking to any implementation of the same suite. The
 * result holds, for every row, the index of its id in the given list.
 *
 * @param parameters what the job says
 * @param random source of the masking key
 */
public record LocalAlignment(AlignmentParameters parameters, SecureRandom random)
    implements Alignment<List<byte[]>, int[]> {
  @Override
  public String suite() {
    return EcdhPsi.SUITE;
  }

  @Override
  public int[] align(FederatedSession session, List<byte[]> ids) {
    PsiDialogue dialogue = new PsiDialogue(session, parameters);
    return session.isLabelParty() ? label(dialogue, ids) : feature(dialogue, ids);
  }

  private int[] label(PsiDialogue dialogue, List<byte[]> ids) {
    PsiLabelParty role = new PsiLabelParty(ids, parameters.minIntersection(), random);
    List<PartyId> peers = dialogue.session().featureParties();
    List<MaskedPoints> points = role.maskedPoints();
    for (PartyId peer : peers) {
      dialogue.sendOffer(peer, ids.size());
      send(dialogue, dialogue.pointsTo(peer), points.stream().map(MaskedPoints::toBytes).toList());
    }
    for (PartyId peer : peers) {
      List<MaskedPoints> theirs = points(dialogue, peer);
      PsiDialogue.check(dialogue.pointsFrom(peer), () -> role.receivePoints(peer, theirs));
    }
    for (PartyId peer : peers) {
      StepManifest manifest = dialogue.awaitTokens(peer, points.size());
      List<MatchTokens> tokens = new ArrayList<>();
      for (int piece = 0; piece < points.size(); piece++) {
        byte[] message = fetch(dialogue, manifest, piece, MatchTokens.MAX_LENGTH);
        int size = points.get(piece).size();
        tokens.add(
            PsiDialogue.checked(manifest.step(), () -> MatchTokens.fromBytes(message, size)));
      }
      PsiDialogue.check(manifest.step(), () -> role.receiveTokens(peer, tokens));
    }
    PsiOutcome outcome = role.outcome();
    dialogue.sendOutcome(outcome);
    requireEnough(outcome);
    for (PartyId peer : peers) {
      List<RowAssignment> rows = role.assignments(peer);
      send(dialogue, dialogue.rowsTo(peer), rows.stream().map(RowAssignment::toBytes).toList());
    }
    return role.indices();
  }

  private int[] feature(PsiDialogue dialogue, List<byte[]> ids) {
    PsiFeatureParty role = new PsiFeatureParty(ids, random);
    PartyId label = dialogue.session().labelParty();
    dialogue.sendOffer(label, ids.size());
    // Not before the label party's points are fixed: see PsiDialogue.pointsTo.
    List<MaskedPoints> theirs = points(dialogue, label);
    send(
        dialogue,
        dialogue.pointsTo(label),
        role.maskedPoints().stream().map(MaskedPoints::toBytes).toList());
    List<MatchTokens> tokens =
        PsiDialogue.checked(dialogue.pointsFrom(label), () -> role.answer(theirs));
    send(dialogue, dialogue.tokensTo(label), tokens.stream().map(MatchTokens::toBytes).toList());
    PsiOutcome outcome = dialogue.receiveOutcome(parameters.minIntersection());
    requireEnough(outcome);
    StepManifest manifest = dialogue.awaitRows(outcome, ids.size());
    List<RowAssignment> rows = new ArrayList<>();
    for (int piece = 0; piece < manifest.pieces().size(); piece++) {
      byte[] message = fetch(dialogue, manifest, piece, RowAssignment.MAX_LENGTH);
      rows.add(PsiDialogue.checked(manifest.step(), () -> RowAssignment.fromBytes(message)));
    }
    return PsiDialogue.checked(manifest.step(), () -> role.receiveRows(outcome, rows));
  }

  private void requireEnough(PsiOutcome outcome) {
    if (!outcome.enough()) {
      throw IdErrors.tooFew(parameters.minIntersection());
    }
  }

  private static List<MaskedPoints> points(PsiDialogue dialogue, PartyId peer) {
    PsiOffer offer = dialogue.receiveOffer(peer);
    StepManifest manifest = dialogue.awaitPoints(peer, offer);
    int pieces = manifest.pieces().size();
    List<MaskedPoints> points = new ArrayList<>();
    for (int i = 0; i < pieces; i++) {
      int piece = i;
      byte[] message = fetch(dialogue, manifest, piece, MaskedPoints.MAX_LENGTH);
      points.add(
          PsiDialogue.checked(
              manifest.step(), () -> MaskedPoints.fromBytes(message, piece, pieces)));
    }
    return points;
  }

  private static byte[] fetch(PsiDialogue dialogue, StepManifest manifest, int piece, int max) {
    return dialogue.session().exchange().fetchBytes(manifest, piece, max);
  }

  private static void send(PsiDialogue dialogue, StepAddress step, List<byte[]> pieces) {
    List<PieceReceipt> receipts = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      receipts.add(
          dialogue.session().exchange().put(step.shard(i), PayloadWriter.of(pieces.get(i))));
    }
    dialogue.session().exchange().commit(new StepManifest(step, receipts));
  }
}
