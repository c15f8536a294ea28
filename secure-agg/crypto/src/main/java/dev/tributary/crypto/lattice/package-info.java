/**
 * Kernels of the encrypted linear map: module LWE with a power-of-two modulus outside, ring LWE
 * modulo a product of 22-bit primes inside, and the planner that sizes both.
 */
package dev.tributary.crypto.lattice;
