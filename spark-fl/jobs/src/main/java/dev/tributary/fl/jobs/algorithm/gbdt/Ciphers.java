package dev.tributary.fl.jobs.algorithm.gbdt;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.fl.vertical.nodesums.paillier.PaillierLinearMap;

/** From a job's {@code train.cipher} and {@code membership} to the suite of the estimators. */
final class Ciphers {
  private Ciphers() {}

  static String suite(GbdtSection train) {
    return switch (train.cipher()) {
      case PLAIN -> PlainLinearMap.SUITE;
      case PAILLIER ->
          train.hidesMembership()
              ? PaillierLinearMap.HIDDEN_SUITE
              : PaillierLinearMap.REVEALED_SUITE;
      case LATTICE -> LatticeSet.SUITE;
    };
  }
}
