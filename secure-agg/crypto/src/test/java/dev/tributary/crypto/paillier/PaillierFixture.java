package dev.tributary.crypto.paillier;

import dev.tributary.crypto.random.SystemSource;

/** One key of the default size for all tests of a run: making one takes a second. */
final class PaillierFixture {
  static final PaillierPrivateKey KEY =
      PaillierKeyGenerator.generate(PaillierParameters.DEFAULT, new SystemSource());
  static final PaillierEncryptor ENCRYPTOR = new PaillierEncryptor(KEY);
  static final PaillierRandomizer RANDOMIZER =
      new PaillierRandomizer(RandomBases.draw(KEY.publicKey(), new SystemSource()));

  private PaillierFixture() {}
}
