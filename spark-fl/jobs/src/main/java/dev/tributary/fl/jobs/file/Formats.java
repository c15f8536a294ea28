package dev.tributary.fl.jobs.file;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;

/** What both kinds of file share: their format number and the names of parties. */
final class Formats {
  /** Newest format of JOB.yaml and PARTY.yaml that is understood. */
  static final int NEWEST = 1;

  private Formats() {}

  static int check(Integer format) {
    int number = Rules.orElse(format, NEWEST);
    if (number > NEWEST) {
      throw FederationException.user(
          "format %d is newer than this Tributary, which reads up to %d: update it",
          number, NEWEST);
    }
    return Rules.between("format", number, 1, NEWEST);
  }

  static PartyId name(String key, String name) {
    try {
      return new PartyId(name);
    } catch (IllegalArgumentException e) {
      throw FederationException.user("%s: %s", key, e.getMessage());
    }
  }
}
