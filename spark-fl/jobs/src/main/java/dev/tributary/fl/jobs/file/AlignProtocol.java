package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.protocol.psi.EcdhPsi;

/** How common rows are found. */
public enum AlignProtocol {
  /** Private set intersection by commuting exponentiations on Curve25519. */
  @JsonProperty("ecdh-psi")
  ECDH_PSI(EcdhPsi.SUITE, "private set intersection", 32, 16);

  private final String suite;
  private final String words;
  private final int sent;
  private final int replied;

  AlignProtocol(String suite, String words, int sent, int replied) {
    this.suite = suite;
    this.words = words;
    this.sent = sent;
    this.replied = replied;
  }

  /** What the stages call it. */
  public String suite() {
    return suite;
  }

  /** What it is, for people. */
  public String words() {
    return words;
  }

  /** Bytes that a party sends per id of its own. */
  public int sent() {
    return sent;
  }

  /** Bytes that it sends at most per id of the other party, in reply. */
  public int replied() {
    return replied;
  }

  @Override
  public String toString() {
    return NamedChoice.name(this);
  }
}
