package dev.tributary.transport;

/** Numbers of this software's wire formats, compared at the handshake. */
public final class TransportFormat {
  /** Newest format of the calls in {@code mailbox.proto} that this software speaks. */
  public static final int CURRENT = 4;

  /** Key agreement and sealing: X25519, HKDF-SHA256, AES-256-GCM STREAM, ECDSA P-256. */
  public static final String SUITE = "x25519-aes256gcm-1";

  /** Longest single message, in bytes; pieces are streamed and have no such limit. */
  public static final int MAX_MESSAGE = 16 << 20;

  /** Longest frame of a streamed piece, in bytes. */
  public static final int MAX_FRAME = 1 << 20;

  /** Longest payload, in bytes, that goes with its manifest instead of in a stream of its own. */
  public static final int MAX_ALONG = 1 << 20;

  /**
   * Bytes of one call under way to a party, enough to fill 300 Mbit/s over a round trip of 100 ms.
   */
  public static final int DOWN_WINDOW = 4 << 20;

  /**
   * Bytes of one call under way to the aggregator, which stay in its memory while the call waits.
   * Less than the other, since a party may have many calls that wait; executors put several pieces
   * at a time, so the link is full all the same.
   */
  public static final int UP_WINDOW = 1 << 20;

  private TransportFormat() {}

  /** Name and version for people. */
  public static String software() {
    String version = TransportFormat.class.getPackage().getImplementationVersion();
    return "tributary " + (version == null ? "development" : version);
  }
}
