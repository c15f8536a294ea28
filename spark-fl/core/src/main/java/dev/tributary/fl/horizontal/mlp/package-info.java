/**
 * Multilayer perceptrons of parties with the same columns: every party trains on its own rows for a
 * while, and what that did to the weights is averaged over the parties by a secure sum.
 */
package dev.tributary.fl.horizontal.mlp;
