package dev.tributary.fl.jobs.run;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;

/** What the other parties are told when this one gives up. */
final class Reasons {
  private static final int MAX_LENGTH = 300;

  private Reasons() {}

  /**
   * The message of a failure with blame; of a defect only that there was one, since an unforeseen
   * exception's text may hold data.
   */
  static String forPeers(Throwable failure) {
    if (FederationException.codeOf(failure) == ErrorCode.INTERNAL) {
      return "an internal error; its log has the details";
    }
    String reason = "gave up";
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof FederationException) {
        reason = String.valueOf(t.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        break;
      }
    }
    return reason.substring(0, Math.min(MAX_LENGTH, reason.length()));
  }
}
