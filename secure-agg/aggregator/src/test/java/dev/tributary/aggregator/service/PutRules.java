package dev.tributary.aggregator.service;

import dev.tributary.transport.TransportFormat;

/** What the frames of one put must come to, said without the receiver: header, sealed, length. */
final class PutRules {
  enum Outcome {
    PENDING,
    ACCEPTED,
    REFUSED,
    /** The connection broke: nobody is there to be answered. */
    DROPPED
  }

  private final long quotaBytes;
  private boolean begun;
  private long sealedBytes;
  private Outcome outcome = Outcome.PENDING;

  PutRules(long quotaBytes) {
    this.quotaBytes = quotaBytes;
  }

  Outcome outcome() {
    return outcome;
  }

  /** Sealed bytes so far, the right length. */
  long sealedBytes() {
    return sealedBytes;
  }

  void header(boolean valid) {
    settle(valid && !begun ? Outcome.PENDING : Outcome.REFUSED);
    begun = true;
  }

  void sealed(int size) {
    if (outcome != Outcome.PENDING) {
      return;
    }
    sealedBytes += size;
    boolean fits = size <= TransportFormat.MAX_FRAME && sealedBytes <= quotaBytes;
    settle(begun && fits ? Outcome.PENDING : Outcome.REFUSED);
  }

  void length(long stated) {
    settle(begun && stated == sealedBytes ? Outcome.ACCEPTED : Outcome.REFUSED);
  }

  void empty() {
    settle(Outcome.REFUSED);
  }

  void broken() {
    settle(Outcome.DROPPED);
  }

  void end() {
    settle(Outcome.REFUSED);
  }

  /** The first outcome stands, whatever frames come after it. */
  private void settle(Outcome next) {
    if (outcome == Outcome.PENDING) {
      outcome = next;
    }
  }
}
