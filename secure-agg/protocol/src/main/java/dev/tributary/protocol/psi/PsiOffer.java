package dev.tributary.protocol.psi;

import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import java.util.Objects;

/**
 * What a party brings, sent before any id.
 *
 * @param suite name of the protocol, such as {@link EcdhPsi#SUITE}
 * @param keyParts columns of the id, 1 to 255
 * @param ids distinct ids, at least 1
 */
public record PsiOffer(String suite, int keyParts, long ids) {
  /** Longest offer in bytes. */
  public static final int MAX_LENGTH = 128;

  private static final int FORMAT = 1;
  private static final int MAX_SUITE = 64;

  public PsiOffer {
    Objects.requireNonNull(suite, "suite");
    if (keyParts < 1 || keyParts > 255 || ids < 1) {
      throw new IllegalArgumentException(
          "an offer must have 1 to 255 key parts and at least 1 id. Provided value: "
              + keyParts
              + ", "
              + ids);
    }
  }

  public byte[] toBytes() {
    return new WireWriter(FORMAT).string(suite).u8(keyParts).i64(ids).toByteArray();
  }

  public static PsiOffer fromBytes(byte[] message) {
    WireReader in = new WireReader(message, FORMAT);
    String suite = in.string(MAX_SUITE);
    int keyParts = in.u8();
    long ids = in.i64();
    in.end();
    if (keyParts < 1 || ids < 1) {
      throw new MalformedMessageException(
          "an offer must have key parts and ids. Provided value: " + keyParts + ", " + ids);
    }
    return new PsiOffer(suite, keyParts, ids);
  }
}
