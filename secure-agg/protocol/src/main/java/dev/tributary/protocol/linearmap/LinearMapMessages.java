package dev.tributary.protocol.linearmap;

import dev.tributary.crypto.lattice.EncryptedSecrets;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.PublicKey;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import java.util.function.Supplier;

/**
 * Draws the bytes of every message of the map. Decoding is strict: the receiver says what it
 * expects (set, range, shape), and anything else is a {@link MalformedMessageException}.
 *
 * <p>Layout: format 1, kind, log2 q, two numbers of the kind, then the payload with its length.
 */
public final class LinearMapMessages {
  private static final int FORMAT = 1;
  private static final int SECRETS = 1;
  private static final int PUBLIC_KEY = 2;
  private static final int WORDS = 3;

  private LinearMapMessages() {}

  /** Encryptions of a range of columns of S (offline, vector owner to matrix owner). */
  public static byte[] encode(LatticeSet set, EncryptedSecrets secrets) {
    return draw(SECRETS, set, secrets.first(), secrets.last(), secrets.toBytes());
  }

  /** Reads the piece that must carry columns [first, last). */
  public static EncryptedSecrets secrets(LatticeSet set, int first, int last, byte[] message) {
    byte[] payload =
        payload(
            message, SECRETS, set, first, last, EncryptedSecrets.encodedLength(set, last - first));
    return checked(() -> EncryptedSecrets.fromBytes(set, first, last, payload));
  }

  /** The public keys of a batch (offline, vector owner to matrix owner). */
  public static byte[] encode(LatticeSet set, PublicKey key) {
    return draw(PUBLIC_KEY, set, 0, 0, key.toBytes());
  }

  /** Reads a public key. */
  public static PublicKey publicKey(LatticeSet set, byte[] message) {
    byte[] payload = payload(message, PUBLIC_KEY, set, 0, 0, PublicKey.encodedLength(set));
    return checked(() -> PublicKey.fromBytes(set, payload));
  }

  /** A block of words: a halves, hidden vectors, replies or shares; the address tells which. */
  public static byte[] encode(WordMatrix words) {
    return draw(WORDS, words.set(), words.rows(), words.columns(), words.toBytes());
  }

  /** Reads a block that must have this shape. */
  public static WordMatrix words(LatticeSet set, int rows, int columns, byte[] message) {
    long length = (long) rows * columns * set.wordBytes();
    byte[] payload = payload(message, WORDS, set, rows, columns, Math.toIntExact(length));
    return checked(() -> WordMatrix.fromBytes(set, rows, columns, payload));
  }

  private static byte[] draw(int kind, LatticeSet set, int a, int b, byte[] payload) {
    WireWriter out = new WireWriter(FORMAT).u8(kind).u8(set.modulusBits());
    return out.i32(a).i32(b).bytes(payload).toByteArray();
  }

  private static byte[] payload(
      byte[] message, int kind, LatticeSet set, int a, int b, int length) {
    WireReader in = new WireReader(message, FORMAT);
    require("kind", kind, in.u8());
    require("log2 q", set.modulusBits(), in.u8());
    in.i32(a, a);
    in.i32(b, b);
    byte[] payload = in.bytes(length);
    in.end();
    require("length", length, payload.length);
    return payload;
  }

  private static void require(String what, int expected, int got) {
    if (expected != got) {
      throw new MalformedMessageException(
          what + " must be " + expected + ". Provided value: " + got);
    }
  }

  private static <T> T checked(Supplier<T> decoder) {
    try {
      return decoder.get();
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }
}
