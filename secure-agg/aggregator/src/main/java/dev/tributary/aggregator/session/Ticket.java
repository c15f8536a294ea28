package dev.tributary.aggregator.session;

import dev.tributary.protocol.RunId;

/**
 * What a driver gets that was let into a run.
 *
 * @param token for the party's executors; kept here only as a hash
 */
public record Ticket(RunId run, byte[] token) {}
