package dev.tributary.fl.jobs.run;

import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.linearmap.LinearMap;
import dev.tributary.fl.linearmap.PlainLinearMap;
import dev.tributary.fl.linearmap.lattice.LatticeLinearMap;
import dev.tributary.fl.linearmap.paillier.PaillierLinearMap;

/** The registry of ciphers: from the job's {@code train.cipher} to the private linear map. */
public final class Ciphers {
  private Ciphers() {}

  /** The map of a job. */
  public static LinearMap of(TrainSection train) {
    return switch (train.cipher()) {
      case PLAIN -> new PlainLinearMap();
      case PAILLIER ->
          train.hidesMembership()
              ? PaillierLinearMap.hidden(train.keyBits())
              : PaillierLinearMap.revealed(train.keyBits());
      case LATTICE -> new LatticeLinearMap(train.sigmaOut());
    };
  }
}
