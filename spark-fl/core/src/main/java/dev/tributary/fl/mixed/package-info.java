/**
 * Boosted trees of several label parties with people of their own, each with feature parties that
 * have columns about them.
 */
package dev.tributary.fl.mixed;
