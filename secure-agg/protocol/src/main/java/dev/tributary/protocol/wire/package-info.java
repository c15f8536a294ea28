/** Strict reading and writing of the bytes that travel between parties. */
package dev.tributary.protocol.wire;
