package dev.tributary.fl.jobs.cli;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;

/** The value of {@code --as}. */
final class PartyName {
  private PartyName() {}

  /** USER for what cannot be a party's name. */
  static PartyId of(String name) {
    try {
      return new PartyId(name);
    } catch (IllegalArgumentException e) {
      throw FederationException.user("--as: %s", e.getMessage());
    }
  }
}
