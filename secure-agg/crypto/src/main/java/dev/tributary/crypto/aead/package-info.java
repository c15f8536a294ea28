/**
 * Sealing of what parties send each other: X25519 agreement, HKDF, chunked AES-256-GCM, ECDSA and
 * Ed25519 signatures. Kernels only; who holds which key is decided above.
 */
package dev.tributary.crypto.aead;
