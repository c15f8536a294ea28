package dev.tributary.aggregator.service;

import java.util.concurrent.atomic.AtomicLong;

/** What has gone through the mailbox since start, for metrics. Thread-safe. */
public final class Traffic {
  private final AtomicLong putBytes = new AtomicLong();
  private final AtomicLong fetchedBytes = new AtomicLong();
  private final AtomicLong pieces = new AtomicLong();
  private final AtomicLong commits = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();

  void put(long bytes) {
    putBytes.addAndGet(bytes);
  }

  void piece() {
    pieces.incrementAndGet();
  }

  void fetched(long bytes) {
    fetchedBytes.addAndGet(bytes);
  }

  void commit() {
    commits.incrementAndGet();
  }

  /** Counts a call that failed. */
  public void refusal() {
    refusals.incrementAndGet();
  }

  /** Sealed bytes received. */
  public long putBytes() {
    return putBytes.get();
  }

  /** Sealed bytes handed out. */
  public long fetchedBytes() {
    return fetchedBytes.get();
  }

  /** Complete pieces received. */
  public long pieces() {
    return pieces.get();
  }

  /** Messages made visible. */
  public long commits() {
    return commits.get();
  }

  /** Calls that failed, for any reason. */
  public long refusals() {
    return refusals.get();
  }
}
