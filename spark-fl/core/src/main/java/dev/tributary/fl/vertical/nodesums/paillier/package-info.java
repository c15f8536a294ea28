/**
 * The private linear map under Paillier, the interoperable cipher: sums are exact, additions are
 * multiplications modulo {@code n^2}.
 */
package dev.tributary.fl.vertical.nodesums.paillier;
