package dev.tributary.protocol;

/**
 * Everything that the other parties, and in the clear the aggregator, may hear of a party's
 * failure: these lines, before them the name of the party that is at fault, and nothing else. What
 * the failure's own message says (files, hosts, columns, values, causes) is for its owner.
 */
public enum PeerText {
  /** Any failure of code USER. */
  OWN_INPUT("its own data or configuration was refused; its log has the details"),
  /** Any failure of code PEER; the party at fault is named. */
  REFUSED(
      "what it sent or announced was refused; the log of the party that gives up has the details"),
  /** Any failure of code PEER that names nobody: it is that of another party, heard of here. */
  ENDED("another party had ended the run"),
  /** Any failure of code RESOURCE. */
  LIMIT("a limit, its storage, its network or its operator stopped it; its log has the details"),
  /** Any failure of code INTERNAL, and any exception without a code. */
  DEFECT("an internal error; its log has the details"),

  STORING("its results could not be stored; its log has the details"),
  INTERRUPTED("it was interrupted"),
  STOPPED("its driver ended before the run was finished"),

  ABSENT("did not join in time: start it with the same job file and run name"),
  SILENT("did not send what was due in time: see its log, or raise the step deadline"),
  LOST("was lost, or did not send what was due in time: see its log"),
  UNFINISHED("did not finish in time: see its log"),

  NOT_INTRODUCED("its introduction is missing"),
  FORGED("its introduction is forged or of another run: do not trust this aggregator"),
  OTHER_VERSION("runs another version: run the same"),
  OTHER_JOB("has another job file: compare the files and use the same one"),
  OTHER_KEY("shows another key than the job file pins"),
  OTHER_CERTIFICATE("its certificate was refused: it is expired, of another CA or not its own"),
  ALTERED("what arrived in its name could not be authenticated, or is not what it announced"),

  TOO_FEW_IN_COMMON(
      "the parties have fewer ids in common than align.min-intersection asks for: check that all"
          + " name the same kind of id in align.key and write it alike, or agree on"
          + " align.normalize"),
  NOTHING_TO_TRAIN_ON("the split leaves no common row to train on: change it"),
  NOTHING_HELD_OUT(
      "the split asks for rows to test or validate on, and leaves no common row for that: change"
          + " it"),
  NOTHING_TO_STOP_BY(
      "no party has rows to validate on, by which training is to stop: change split.validation, or"
          + " set early-stopping-rounds: 0"),
  OTHER_COLUMNS(
      "the parties have different columns, or compute by different terms: see each one's log, and"
          + " name the same columns at all"),
  TOO_FEW_ROWS("the parties have fewer rows in all than the job shows figures of"),
  NOT_JUDGED(
      "the rows of all parties cannot judge a model: set others aside with split, or raise"
          + " privacy.epsilon"),
  OTHER_MODEL("the parties' model parts are not of one training: use the parts of one"),

  AGGREGATOR_STORAGE("the aggregator's storage failed: ask its operator for its log"),
  AGGREGATOR_DEFECT("the aggregator failed: ask its operator for its log");

  private final String words;

  PeerText(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  /** What is told where a failure says nothing else, of a party or of nobody. */
  static PeerText of(ErrorCode code, PartyId about) {
    return switch (code) {
      case USER -> OWN_INPUT;
      case PEER -> about == null ? ENDED : REFUSED;
      case RESOURCE -> LIMIT;
      case INTERNAL -> DEFECT;
    };
  }
}
