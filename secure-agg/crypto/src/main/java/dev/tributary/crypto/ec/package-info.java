/**
 * Curve25519 for private set intersection: hashing onto the curve (RFC 9380) and commuting masks
 * (RFC 7748), on u-coordinates only, with Bouncy Castle's field and ladder underneath.
 */
package dev.tributary.crypto.ec;
