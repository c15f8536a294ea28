package dev.tributary.protocol.secagg;

/**
 * A member's public keys for one run, told to each other party over a channel that is authenticated
 * already.
 *
 * @param agreement X25519, 32 bytes, from which pair keys follow
 * @param signing Ed25519, 32 bytes, for survivor lists
 */
public record Announcement(byte[] agreement, byte[] signing) {}
