/**
 * Differential privacy of totals over all parties: every party adds a share of the noise before its
 * vector is masked, so that nobody, the summing party included, can take the noise away.
 */
package dev.tributary.fl.horizontal.privacy;
