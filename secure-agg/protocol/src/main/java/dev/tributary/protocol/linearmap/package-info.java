/**
 * The encrypted linear map: a matrix owner and a vector owner compute M m for the vector owner, who
 * learns nothing else of M but what the noise leaves, while the matrix owner learns nothing of m.
 *
 * <p>Roles are plain objects that work on blocks: row blocks at the vector owner, feature blocks at
 * the matrix owner. The README beside this module's sources has rounds, leakage and proofs.
 */
package dev.tributary.protocol.linearmap;
