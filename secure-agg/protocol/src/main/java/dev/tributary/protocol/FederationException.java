package dev.tributary.protocol;

import java.util.Objects;

/**
 * A failure with its blame: one line that says what happened, whose fault it is, what to do next.
 */
public final class FederationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * @param code whose fault
   * @param message one line for a person; never secret or another party's raw data
   */
  public FederationException(ErrorCode code, String message) {
    this(code, message, null);
  }

  public FederationException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** A mistake of the caller, such as an unknown configuration key. */
  public static FederationException user(String format, Object... arguments) {
    return new FederationException(ErrorCode.USER, String.format(format, arguments));
  }

  /** A fault of another party; the message names it. */
  public static FederationException peer(PartyId party, String format, Object... arguments) {
    return new FederationException(
        ErrorCode.PEER, party.name() + ": " + String.format(format, arguments));
  }

  /** A limit that was reached. */
  public static FederationException resource(String format, Object... arguments) {
    return new FederationException(ErrorCode.RESOURCE, String.format(format, arguments));
  }

  /** The blame, found through causes, or INTERNAL where no cause carries one. */
  public static ErrorCode codeOf(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof FederationException e) {
        return e.code;
      }
    }
    return ErrorCode.INTERNAL;
  }

  public ErrorCode code() {
    return code;
  }
}
