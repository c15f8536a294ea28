/** Shamir's secret sharing of 32-byte secrets. Kernels only; who gets which share is above. */
package dev.tributary.crypto.shamir;
