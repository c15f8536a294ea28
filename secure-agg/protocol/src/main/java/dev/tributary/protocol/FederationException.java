package dev.tributary.protocol;

import java.util.Objects;
import java.util.Optional;

/**
 * A failure with its blame and two texts. The message is the owner's: one line that says what
 * happened, whose fault it is and what to do next, with every file, value and cause that helps. The
 * others hear a {@link PeerText}, with the name of the party at fault.
 */
public final class FederationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final PeerText told;
  private final PartyId about;
  private final boolean agreed;

  /**
   * @param code whose fault
   * @param message one line for the owner; never secret or another party's raw data
   */
  public FederationException(ErrorCode code, String message) {
    this(code, message, null);
  }

  public FederationException(ErrorCode code, String message, Throwable cause) {
    this(code, message, cause, null, null, false);
  }

  private FederationException(
      ErrorCode code,
      String message,
      Throwable cause,
      PeerText told,
      PartyId about,
      boolean agreed) {
    super(OneLine.of(message), cause);
    this.code = Objects.requireNonNull(code, "code");
    this.told = told;
    this.about = about;
    this.agreed = agreed;
  }

  /** A mistake of the caller, such as an unknown configuration key. */
  public static FederationException user(String format, Object... arguments) {
    return new FederationException(ErrorCode.USER, String.format(format, arguments));
  }

  /**
   * A condition of the job that is not met and that no party is more to blame for than another.
   *
   * @param told which one, in words that hold for all parties alike
   */
  public static FederationException agreed(PeerText told, String format, Object... arguments) {
    return new FederationException(
        ErrorCode.USER, String.format(format, arguments), null, told, null, true);
  }

  /** A fault of another party; the message names it. */
  public static FederationException peer(PartyId party, String format, Object... arguments) {
    String message = party.name() + ": " + String.format(format, arguments);
    return new FederationException(ErrorCode.PEER, message, null, null, party, false);
  }

  /** Another party of whom nothing more comes in this run; the message must name it. */
  public static FederationException lost(PartyId party, String format, Object... arguments) {
    return new FederationException(
        ErrorCode.PEER, String.format(format, arguments), null, PeerText.LOST, party, false);
  }

  /** A limit that was reached. */
  public static FederationException resource(String format, Object... arguments) {
    return new FederationException(ErrorCode.RESOURCE, String.format(format, arguments));
  }

  /** The same failure, of which the others hear more than its code. */
  public FederationException telling(PeerText text) {
    return telling(text, about);
  }

  /**
   * @param party at fault in the others' eyes
   */
  public FederationException telling(PeerText text, PartyId party) {
    FederationException same =
        new FederationException(code, getMessage(), getCause(), text, party, agreed);
    same.setStackTrace(getStackTrace());
    return same;
  }

  /** The blame, found through causes, or INTERNAL where no cause carries one. */
  public static ErrorCode codeOf(Throwable failure) {
    return blamed(failure).map(FederationException::code).orElse(ErrorCode.INTERNAL);
  }

  /** What the other parties and the aggregator are told of a failure. */
  public static String reasonForPeers(Throwable failure) {
    return blamed(failure).map(FederationException::toldWords).orElse(PeerText.DEFECT.words());
  }

  /** Whether a failure is a {@linkplain #agreed condition of the job} that is not met. */
  public static boolean isAgreed(Throwable failure) {
    return blamed(failure).filter(e -> e.agreed).isPresent();
  }

  /**
   * The party whose message did not come, where that is the failure: it was lost, or did not send
   * in time. Empty for whatever a party did send.
   */
  public static Optional<PartyId> missing(Throwable failure) {
    return blamed(failure)
        .filter(e -> e.told == PeerText.LOST || e.told == PeerText.SILENT)
        .map(e -> e.about);
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

  /** What the others hear, where that is not decided by the code alone. */
  public Optional<PeerText> told() {
    return Optional.ofNullable(told);
  }

  private String toldWords() {
    String words = told().orElse(PeerText.of(code, about)).words();
    return about == null ? words : about + ": " + words;
  }

  private static Optional<FederationException> blamed(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof FederationException e) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }
}
