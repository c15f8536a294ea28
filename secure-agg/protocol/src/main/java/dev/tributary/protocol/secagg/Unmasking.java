package dev.tributary.protocol.secagg;

/**
 * Step 7, member to summing party: for a survivor the share of its self-mask seed, for one who
 * dropped out the seed of the round's pair mask with it, never both.
 *
 * @param values by member; empty for those who did not take part
 */
public record Unmasking(byte[][] values) {}
