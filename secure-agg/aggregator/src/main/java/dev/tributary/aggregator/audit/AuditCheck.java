package dev.tributary.aggregator.audit;

import dev.tributary.protocol.FederationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Walks an audit log's chain. */
public final class AuditCheck {
  private String previous = AuditLog.GENESIS;
  private long lines;

  private AuditCheck() {}

  /**
   * Checks every line of a log, which may have been moved away and continued in further files.
   *
   * @param files oldest first
   * @return the number of lines and the last hash, for people
   * @throws FederationException USER, with the first line that does not fit
   */
  public static String verify(List<Path> files) {
    AuditCheck check = new AuditCheck();
    files.forEach(check::walk);
    return check.lines + " lines, last hash " + check.previous;
  }

  private void walk(Path file) {
    long number = 0;
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        int at = line.lastIndexOf(AuditLog.HASH_KEY);
        String hash = at < 0 ? "" : AuditLog.chain(previous, line.substring(0, at));
        if (at < 0 || !line.substring(at).equals(AuditLog.HASH_KEY + hash + "\"}")) {
          throw FederationException.user(
              "%s: line %d does not follow from the lines before it: the log was changed there, or"
                  + " an earlier file of it is missing (give all, oldest first)",
              file, number);
        }
        previous = hash;
      }
    } catch (IOException e) {
      throw FederationException.user("%s cannot be read: %s", file, e.getMessage());
    }
    lines += number;
  }
}
