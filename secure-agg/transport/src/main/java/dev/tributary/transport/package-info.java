/**
 * A party's end of the aggregator: sessions, end-to-end keys and the gRPC exchange. The
 * aggregator's view of the same wire is in {@code dev.tributary.aggregator}; see the README in this
 * folder.
 */
package dev.tributary.transport;
