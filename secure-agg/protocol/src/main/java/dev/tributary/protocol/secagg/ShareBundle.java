package dev.tributary.protocol.secagg;

/**
 * Step 2, summing party to a member: who takes part in the round, and their shares for this member.
 *
 * @param sharers whose shares arrived
 * @param sealed by dealer; empty for the member itself and for those who do not take part
 * @param commitments by dealer, likewise
 */
public record ShareBundle(MemberSet sharers, byte[][] sealed, byte[][] commitments) {}
