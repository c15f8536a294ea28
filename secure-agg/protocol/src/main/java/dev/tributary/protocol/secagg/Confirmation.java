package dev.tributary.protocol.secagg;

/**
 * What a member heard in the announcements, for the others to compare.
 *
 * @param group digest of the rules it follows
 * @param keys by member, digest of the keys it was told
 */
public record Confirmation(byte[] group, byte[][] keys) {}
