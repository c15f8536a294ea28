package dev.tributary.protocol.wire;

/** Bytes of another party that are not a message of the expected kind. */
public final class MalformedMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedMessageException(String message) {
    super(message);
  }
}
