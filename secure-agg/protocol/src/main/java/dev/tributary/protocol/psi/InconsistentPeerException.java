package dev.tributary.protocol.psi;

/** Well-formed messages of another party that contradict each other; the caller names the party. */
public final class InconsistentPeerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InconsistentPeerException(String message) {
    super(message);
  }
}
