package dev.tributary.protocol;

import java.util.Objects;

/**
 * A failure with its blame: one line that says what happened, whose fault it is, what to do next.
 */
public final class FederationException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_TOLD = 300;

  private final ErrorCode code;
  private final boolean agreed;

  /**
   * @param code whose fault
   * @param message one line for a person; never secret or another party's raw data
   */
  public FederationException(ErrorCode code, String message) {
    this(code, message, null);
  }

  public FederationException(ErrorCode code, String message, Throwable cause) {
    this(code, message, cause, false);
  }

  private FederationException(ErrorCode code, String message, Throwable cause, boolean agreed) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
    this.agreed = agreed;
  }

  /** A mistake of the caller, such as an unknown configuration key. */
  public static FederationException user(String format, Object... arguments) {
    return new FederationException(ErrorCode.USER, String.format(format, arguments));
  }

  /** A condition of the job that is not met, in words that hold for all parties alike. */
  public static FederationException agreed(String format, Object... arguments) {
    return new FederationException(ErrorCode.USER, String.format(format, arguments), null, true);
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
   * What the other parties may be told of a failure: the message, unless it is about this party's
   * own data or configuration, or an unforeseen exception's, whose text may hold data.
   */
  public static String reasonForPeers(Throwable failure) {
    Throwable t = failure;
    while (t != null && !(t instanceof FederationException)) {
      t = t.getCause();
    }
    if (!(t instanceof FederationException e) || e.code == ErrorCode.INTERNAL) {
      return "an internal error; its log has the details";
    }
    if (e.code == ErrorCode.USER && !e.agreed) {
      return "its own data or configuration was refused; its log has the details";
    }
    String line = String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    return line.substring(0, Math.min(MOST_TOLD, line.length()));
  }

  /** Whether a failure is a {@linkplain #agreed condition of the job} that is not met. */
  public static boolean isAgreed(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof FederationException e) {
        return e.agreed;
      }
    }
    return false;
  }

  /**
   * Which of two failures ended a run: the one that the parties know of, unless this party's own is
   * about its own data or configuration, which no other party's failure can bring about.
   *
   * @param told by another party, before this one could tell its own
   */
  public static RuntimeException first(FederationException told, RuntimeException own) {
    return codeOf(own) == ErrorCode.USER ? own : told;
  }

  public ErrorCode code() {
    return code;
  }
}
