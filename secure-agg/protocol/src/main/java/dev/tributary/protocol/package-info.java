/**
 * Roles and messages of the protocols, free of any network.
 *
 * <p>{@link dev.tributary.protocol.Exchange} is the seam between parties. A protocol role is a
 * plain object with one method per round; everything it sends is a record drawn as bytes by one
 * class.
 */
package dev.tributary.protocol;
