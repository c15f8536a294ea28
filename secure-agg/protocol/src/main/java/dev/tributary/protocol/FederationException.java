package dev.tributary.protocol;

import java.util.Objects;

/**
 * A failure with its blame: one line that says what happened, whose fault it is, what to do next.
 */
public final class FederationException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_TOLD = 300;

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

  /**
   * What the other parties may be told of a failure: the message of one with blame; of a defect
   * only that there was one, since an unforeseen exception's text may hold data.
   */
  public static String reasonForPeers(Throwable failure) {
    Throwable t = failure;
    while (t != null && !(t instanceof FederationException)) {
      t = t.getCause();
    }
    if (t instanceof FederationException e && e.code != ErrorCode.INTERNAL) {
      String line = String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
      return line.substring(0, Math.min(MOST_TOLD, line.length()));
    }
    return "an internal error; its log has the details";
  }

  public ErrorCode code() {
    return code;
  }
}
