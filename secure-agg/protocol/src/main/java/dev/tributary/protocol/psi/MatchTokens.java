package dev.tributary.protocol.psi;

import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * The first {@link EcdhPsi#TOKEN_SIZE} bytes of doubly masked points, in the order of the {@link
 * MaskedPoints} that they answer.
 */
public final class MatchTokens {
  /** Longest piece in bytes. */
  public static final int MAX_LENGTH = 5 + EcdhPsi.MAX_PIECE * EcdhPsi.TOKEN_SIZE;

  private static final int FORMAT = 1;

  private final long[] tokens;

  /**
   * @param tokens two longs a token: {@code tokens[2 i]}, {@code tokens[2 i + 1]}; not copied
   */
  MatchTokens(long[] tokens) {
    this.tokens = tokens;
  }

  /** Number of tokens. */
  public int size() {
    return tokens.length / 2;
  }

  /** First half of a token. */
  public long high(int position) {
    return tokens[2 * position];
  }

  /** Second half of a token. */
  public long low(int position) {
    return tokens[2 * position + 1];
  }

  public byte[] toBytes() {
    return new WireWriter(FORMAT).longs(tokens).toByteArray();
  }

  /**
   * @param size number of tokens that are due
   */
  public static MatchTokens fromBytes(byte[] message, int size) {
    WireReader in = new WireReader(message, FORMAT);
    long[] tokens = in.longs(2 * EcdhPsi.MAX_PIECE);
    in.end();
    if (tokens.length != 2 * size) {
      throw new MalformedMessageException(
          "tokens must be " + size + ". Provided value: " + tokens.length / 2.0);
    }
    return new MatchTokens(tokens);
  }
}
