package dev.tributary.fl.jobs.run;

import dev.tributary.protocol.FederationException;
import java.util.Locale;

/** What the score of a row is that another party lacks. */
public enum Fallback {
  /** The score of the label party's own model, where its training made one. */
  SOLO,
  /** Null. */
  NONE;

  /**
   * @param text {@code solo} or {@code none}
   */
  public static Fallback parse(String text) {
    for (Fallback fallback : values()) {
      if (fallback.toString().equals(text)) {
        return fallback;
      }
    }
    throw FederationException.user("--fallback must be solo or none. Provided value: %s", text);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
