package dev.tributary.fl.jobs.run;

import dev.tributary.fl.jobs.file.Cipher;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.linearmap.LinearMap;
import dev.tributary.fl.linearmap.PlainLinearMap;
import dev.tributary.fl.linearmap.paillier.PaillierLinearMap;
import dev.tributary.protocol.FederationException;

/** The registry of ciphers: from the job's {@code train.cipher} to the private linear map. */
public final class Ciphers {
  private Ciphers() {}

  /**
   * @throws FederationException USER for a cipher that this release does not have
   */
  public static LinearMap of(TrainSection train) {
    Cipher cipher = train.cipher();
    return switch (cipher) {
      case PLAIN -> new PlainLinearMap();
      case PAILLIER ->
          train.hidesMembership()
              ? PaillierLinearMap.hidden(train.keyBits())
              : PaillierLinearMap.revealed(train.keyBits());
      default ->
          throw FederationException.user(
              "train.cipher: %s is not in this release; use paillier", cipher);
    };
  }
}
