package dev.tributary.fl.align;

import dev.tributary.fl.session.FederatedSession;

/**
 * Finds the ids that all parties hold and gives them row numbers {@code 0..n-1}, the same at every
 * party. Every party of the session calls {@link #align} at the same point of the run.
 *
 * <p>A protocol is one implementation with a suite id of its own; parties whose suites differ
 * refuse each other by name.
 *
 * @param <S> how a party holds its ids
 * @param <A> what it learns of the rows
 */
public interface Alignment<S, A> {
  /** Versioned name of the protocol, such as {@code ecdh-psi-1}. */
  String suite();

  /**
   * Runs the protocol. On failure the caller aborts the session's exchange, so that no peer waits.
   *
   * @throws dev.tributary.protocol.FederationException USER for own ids that cannot be aligned or a
   *     too small intersection, PEER for a party that breaks the protocol, RESOURCE for one that
   *     does not answer in time
   */
  A align(FederatedSession session, S ids);
}
