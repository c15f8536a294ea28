package dev.tributary.transport;

/**
 * Bytes at the sockets of a party's processes: its driver's, up to the moment, and its executors',
 * as they last reported (once a second).
 *
 * @param sent to the aggregator
 * @param received from the aggregator
 */
public record SessionTraffic(long sent, long received) {}
