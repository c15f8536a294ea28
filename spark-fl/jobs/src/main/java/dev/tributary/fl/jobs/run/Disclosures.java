package dev.tributary.fl.jobs.run;

import dev.tributary.fl.jobs.file.Cipher;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.jobs.report.Disclosure;

/** From a job's cipher to the texts that say who learns what. */
public final class Disclosures {
  private Disclosures() {}

  public static Disclosure of(TrainSection train) {
    if (train.cipher() == Cipher.PLAIN) {
      return Disclosure.PLAINTEXT;
    }
    if (train.cipher() == Cipher.LATTICE) {
      return Disclosure.LATTICE;
    }
    return train.hidesMembership() ? Disclosure.PAILLIER_HIDDEN : Disclosure.PAILLIER_REVEALED;
  }
}
