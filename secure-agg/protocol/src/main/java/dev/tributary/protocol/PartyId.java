package dev.tributary.protocol;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * A party's name, as in its certificate's subject CN and in the job file.
 *
 * @param name 1 to 63 characters of {@code a-z 0-9 -}, starting with a letter
 */
public record PartyId(String name) implements Serializable, Comparable<PartyId> {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  public PartyId {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "party name must be 1 to 63 of a-z, 0-9 and -, starting with a letter. Provided value: "
              + name);
    }
  }

  @Override
  public int compareTo(PartyId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
