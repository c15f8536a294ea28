/**
 * The Paillier cryptosystem (Paillier 1999) with g = 1 + n and short-exponent randomness (Damgard,
 * Jurik, Nielsen 2010): sums under encryption at the speed of a few microseconds each.
 */
package dev.tributary.crypto.paillier;
