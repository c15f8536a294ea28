package dev.tributary.aggregator.quota;

/**
 * What one party may take of the aggregator: all its runs and processes together, at a time unless
 * said otherwise. Each is at least 1.
 *
 * @param runs under way that it has joined
 * @param remembered runs that are over and that it had joined, beyond which the oldest are
 *     forgotten
 * @param storedBytes sealed bytes of its messages
 * @param files pieces and manifests of its messages
 * @param calls under way, from all its processes
 * @param waits calls that wait for another party or for room
 * @param connections of all its processes
 * @param arrivingBytes of messages that it is sending and that have not been dealt with
 * @param records lines of the audit log that it causes in an hour
 */
public record PartyLimits(
    int runs,
    int remembered,
    long storedBytes,
    int files,
    int calls,
    int waits,
    int connections,
    long arrivingBytes,
    int records) {
  /** The limits of a configuration that sets none. */
  public static PartyLimits defaults() {
    return new PartyLimits(10, 100, 64L << 30, 200_000, 256, 32, 256, 64L << 20, 200_000);
  }
}
