package dev.tributary.fl.jobs.run;

import dev.tributary.protocol.PartyId;
import java.io.PrintStream;

/**
 * What a run tells the person who watches it: lines on stderr that begin with {@code tributary} and
 * the party's name. Thread-safe.
 *
 * @param party whose line it is
 * @param out where to
 */
public record Log(PartyId party, PrintStream out) {
  /** Begins the lines of every command. */
  public static final String MARK = "tributary";

  public void line(String text) {
    out.println(MARK + " " + party + ": " + text);
    out.flush();
  }
}
