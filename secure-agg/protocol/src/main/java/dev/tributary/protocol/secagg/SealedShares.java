package dev.tributary.protocol.secagg;

/**
 * Step 1, member to summing party: shares of the member's self-mask seed, which only their holders
 * can open.
 *
 * @param round digest of what the member believes is summed
 * @param sealed by holder; empty for the member itself
 * @param commitments by holder
 */
public record SealedShares(byte[] round, byte[][] sealed, byte[][] commitments) {}
