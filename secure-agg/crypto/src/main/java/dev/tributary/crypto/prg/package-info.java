/**
 * Expansion of 256-bit seeds into uniform words and into the error distributions of lattice
 * ciphers.
 *
 * <p>Everything here is deterministic in its seed: a task that is run again writes the same bytes.
 */
package dev.tributary.crypto.prg;
