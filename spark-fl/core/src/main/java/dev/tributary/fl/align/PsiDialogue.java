package dev.tributary.fl.align;

import dev.tributary.crypto.ec.InvalidPointException;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.psi.EcdhPsi;
import dev.tributary.protocol.psi.InconsistentPeerException;
import dev.tributary.protocol.psi.MaskedPoints;
import dev.tributary.protocol.psi.PsiOffer;
import dev.tributary.protocol.psi.PsiOutcome;
import dev.tributary.protocol.psi.RowAssignment;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.function.Supplier;

/**
 * What drivers say to each other in a run of {@link EcdhPsi}: addresses of all messages, offers and
 * the outcome, and the checks of a manifest against the offer. Pieces are left to the caller.
 *
 * @param session the run
 * @param keyParts columns of the id
 * @param maxIds most ids that any party may bring
 */
public record PsiDialogue(FederatedSession session, int keyParts, long maxIds) {
  private static final int ROUND = 0;

  /** Of a run as the parameters of this party's job say. */
  public PsiDialogue(FederatedSession session, AlignmentParameters parameters) {
    this(session, parameters.keyColumns().size(), parameters.maxIds());
  }

  /**
   * Address of the masked points that this party sends. A feature party makes its own visible only
   * when the label party's are fixed by their manifest: a label party that saw them first could
   * send them to another feature party as its own, and find whom the two have in common.
   */
  public StepAddress pointsTo(PartyId party) {
    return session.to(party, ROUND, "psi/points");
  }

  /** Address of the masked points that a peer sends. */
  public StepAddress pointsFrom(PartyId party) {
    return session.from(party, ROUND, "psi/points");
  }

  /** Address of the second masks that this feature party sends. */
  public StepAddress tokensTo(PartyId party) {
    return session.to(party, ROUND, "psi/tokens");
  }

  /** Address of the second masks that a feature party sends here. */
  public StepAddress tokensFrom(PartyId party) {
    return session.from(party, ROUND, "psi/tokens");
  }

  /** Address of the row numbers that the label party sends. */
  public StepAddress rowsTo(PartyId party) {
    return session.to(party, ROUND, "psi/rows");
  }

  /**
   * Tells a peer what this party brings.
   *
   * @throws FederationException USER, before anything is sent, for more than the job allows
   */
  public void sendOffer(PartyId party, long ids) {
    if (ids > maxIds) {
      throw FederationException.user(
          "the table has %d ids and align.max-ids is %d: leave rows out with data.where, or let all"
              + " parties agree on more",
          ids, maxIds);
    }
    PsiOffer offer = new PsiOffer(EcdhPsi.SUITE, keyParts, ids);
    session.exchange().send(session.to(party, ROUND, "psi/offer"), offer.toBytes());
  }

  /**
   * What a peer brings.
   *
   * @throws FederationException PEER if it speaks another suite, has another number of id columns
   *     or brings more ids than the job allows
   */
  public PsiOffer receiveOffer(PartyId party) {
    StepAddress step = session.from(party, ROUND, "psi/offer");
    byte[] message = session.exchange().receive(step, session.stepTimeout(), PsiOffer.MAX_LENGTH);
    PsiOffer offer = checked(step, () -> PsiOffer.fromBytes(message));
    if (!offer.suite().equals(EcdhPsi.SUITE)) {
      throw FederationException.peer(
          party,
          "aligns by '%s', this party by '%s'; run releases that share a suite",
          offer.suite(),
          EcdhPsi.SUITE);
    }
    if (offer.keyParts() != keyParts) {
      throw FederationException.peer(
          party,
          "has an id of %d columns, this party one of %d; make align.key name the same columns",
          offer.keyParts(),
          keyParts);
    }
    if (offer.ids() > maxIds) {
      throw FederationException.peer(
          party,
          "brings %d ids where align.max-ids is %d; nothing was compared with them",
          offer.ids(),
          maxIds);
    }
    return offer;
  }

  /** Awaits a peer's points and holds their number against its offer. */
  public StepManifest awaitPoints(PartyId party, PsiOffer offer) {
    StepManifest manifest = await(pointsFrom(party));
    long total = 0;
    for (PieceReceipt piece : manifest.pieces()) {
      long size = MaskedPoints.sizeOf(piece.length());
      if (size < 0 || size > EcdhPsi.MAX_PIECE) {
        throw FederationException.peer(
            party, "sent a piece of %d bytes at %s", piece.length(), manifest.step());
      }
      total += size;
    }
    if (total != offer.ids() || manifest.pieces().size() > EcdhPsi.MAX_PIECES) {
      throw FederationException.peer(
          party,
          "sent %d points in %d pieces after offering %d ids",
          total,
          manifest.pieces().size(),
          offer.ids());
    }
    return manifest;
  }

  /** Awaits a feature party's second masks. */
  public StepManifest awaitTokens(PartyId party, int pieces) {
    StepManifest manifest = await(tokensFrom(party));
    if (manifest.pieces().size() != pieces) {
      throw FederationException.peer(
          party, "answered %d pieces where %d were sent", manifest.pieces().size(), pieces);
    }
    return manifest;
  }

  /**
   * Awaits the label party's row numbers, which are as many as it announced.
   *
   * @param own ids that this party brought
   */
  public StepManifest awaitRows(PsiOutcome outcome, long own) {
    PartyId label = session.labelParty();
    if (outcome.rows() > own) {
      throw FederationException.peer(
          label, "claims %d common ids where %d were sent", outcome.rows(), own);
    }
    StepManifest manifest = await(session.from(label, ROUND, "psi/rows"));
    long total = 0;
    for (PieceReceipt piece : manifest.pieces()) {
      long size = RowAssignment.sizeOf(piece.length());
      if (size < 0 || size > RowAssignment.MAX_ROWS) {
        throw FederationException.peer(
            label, "sent a piece of %d bytes at %s", piece.length(), manifest.step());
      }
      total += size;
    }
    if (total != outcome.rows() || manifest.pieces().size() > EcdhPsi.pieces(total)) {
      throw FederationException.peer(
          label,
          "sent %d rows in %d pieces after announcing %d",
          total,
          manifest.pieces().size(),
          outcome.rows());
    }
    return manifest;
  }

  /** Tells every feature party how the alignment ended. */
  public void sendOutcome(PsiOutcome outcome) {
    for (PartyId party : session.featureParties()) {
      session.exchange().send(session.to(party, ROUND, "psi/outcome"), outcome.toBytes());
    }
  }

  /**
   * How the alignment ended, at a feature party.
   *
   * @param minIntersection of this party's own job
   * @throws FederationException PEER if the label party goes on with fewer
   */
  public PsiOutcome receiveOutcome(long minIntersection) {
    PartyId label = session.labelParty();
    StepAddress step = session.from(label, ROUND, "psi/outcome");
    byte[] message = session.exchange().receive(step, session.stepTimeout(), PsiOutcome.LENGTH);
    PsiOutcome outcome = checked(step, () -> PsiOutcome.fromBytes(message));
    if (outcome.enough() && outcome.rows() < minIntersection) {
      throw FederationException.peer(
          label,
          "goes on with %d common rows where align.min-intersection is %d",
          outcome.rows(),
          minIntersection);
    }
    return outcome;
  }

  /** Runs a decoder or a kernel on received bytes; what it refuses is the sender's fault. */
  public static <T> T checked(StepAddress step, Supplier<T> decoder) {
    try {
      return decoder.get();
    } catch (MalformedMessageException | InvalidPointException | InconsistentPeerException e) {
      throw FederationException.peer(step.from(), "%s at %s", e.getMessage(), step);
    }
  }

  /** Like {@link #checked}, for what returns nothing. */
  public static void check(StepAddress step, Runnable receiver) {
    checked(
        step,
        () -> {
          receiver.run();
          return true;
        });
  }

  private StepManifest await(StepAddress step) {
    return session.exchange().await(step, session.stepTimeout());
  }
}
