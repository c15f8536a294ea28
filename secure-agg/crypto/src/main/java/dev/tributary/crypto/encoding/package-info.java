/** From real numbers to plaintexts and back: fixed point, and packing of pairs. */
package dev.tributary.crypto.encoding;
