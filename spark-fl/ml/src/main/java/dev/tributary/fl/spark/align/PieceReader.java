package dev.tributary.fl.spark.align;

import dev.tributary.crypto.ec.MaskingKey;
import dev.tributary.fl.align.PsiDialogue;
import dev.tributary.protocol.ExchangeSupplier;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.psi.MaskedPoints;
import dev.tributary.protocol.psi.MatchTokens;
import dev.tributary.protocol.psi.PointMasker;
import dev.tributary.protocol.psi.RowAssignment;
import java.io.Serializable;

/**
 * Reads the pieces of one committed message inside tasks; what is wrong with one is the sender's
 * fault.
 */
final class PieceReader implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ExchangeSupplier exchange;
  private final StepManifest manifest;

  PieceReader(ExchangeSupplier exchange, StepManifest manifest) {
    this.exchange = exchange;
    this.manifest = manifest;
  }

  int pieces() {
    return manifest.pieces().size();
  }

  /** Second masks of a piece of points. */
  MatchTokens maskAgain(int piece, MaskingKey key) {
    byte[] message = fetch(piece, MaskedPoints.MAX_LENGTH);
    return PsiDialogue.checked(
        manifest.step(),
        () -> new PointMasker(key).maskAgain(MaskedPoints.fromBytes(message, piece, pieces())));
  }

  /** A piece of tokens, of a known size. */
  MatchTokens tokens(int piece, int size) {
    byte[] message = fetch(piece, MatchTokens.MAX_LENGTH);
    return PsiDialogue.checked(manifest.step(), () -> MatchTokens.fromBytes(message, size));
  }

  /** A piece of row numbers. */
  RowAssignment rows(int piece) {
    byte[] message = fetch(piece, RowAssignment.MAX_LENGTH);
    return PsiDialogue.checked(manifest.step(), () -> RowAssignment.fromBytes(message));
  }

  private byte[] fetch(int piece, int maxLength) {
    return exchange.exchange().fetchBytes(manifest, piece, maxLength);
  }
}
