/** From pairs of fixed-point numbers to plaintexts and back. */
package dev.tributary.crypto.encoding;
