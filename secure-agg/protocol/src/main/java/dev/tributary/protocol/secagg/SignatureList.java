package dev.tributary.protocol.secagg;

/**
 * Step 6, summing party to a member: who has signed the survivor list. A list of nobody says that
 * the round cannot be opened, and that the next attempt at the sum begins.
 *
 * @param signatures by member; empty for those who have not
 */
public record SignatureList(byte[][] signatures) {
  /** What asks for another attempt. */
  public static SignatureList ofNobody(SumGroup group) {
    byte[][] none = new byte[group.size()][];
    for (int i = 0; i < none.length; i++) {
      none[i] = new byte[0];
    }
    return new SignatureList(none);
  }

  /** Whether nobody has signed. */
  public boolean isOfNobody() {
    for (byte[] signature : signatures) {
      if (signature.length > 0) {
        return false;
      }
    }
    return true;
  }
}
