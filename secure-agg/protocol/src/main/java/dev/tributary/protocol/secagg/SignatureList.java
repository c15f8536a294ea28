package dev.tributary.protocol.secagg;

/**
 * Step 6, summing party to a member: who has signed the survivor list.
 *
 * @param signatures by member; empty for those who have not
 */
public record SignatureList(byte[][] signatures) {}
