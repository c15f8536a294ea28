/**
 * Noise of differential privacy, drawn exactly: no floating point and no truncation, whose errors a
 * reader of many totals could tell (Mironov, "On significance of the least significant bits for
 * differential privacy", CCS 2012).
 */
package dev.tributary.crypto.noise;
