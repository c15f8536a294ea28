/** Protecting randomness: system and seeded sources, key derivation, secret bytes. */
package dev.tributary.crypto.random;
