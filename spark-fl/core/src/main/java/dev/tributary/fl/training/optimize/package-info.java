/** Minimisation of smooth functions, with an L1 penalty where asked for. */
package dev.tributary.fl.training.optimize;
