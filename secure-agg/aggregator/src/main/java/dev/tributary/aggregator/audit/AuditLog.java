package dev.tributary.aggregator.audit;

import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;

/**
 * Append-only log, one JSON object a line. Each line ends with the SHA-256 of the previous line's
 * hash and its own text, so a line that is changed, dropped or moved breaks the chain from there
 * on; {@link AuditCheck} finds where. The chain never starts again: a log that was moved away is
 * continued by the next file, one that was cut or deleted leaves a gap. Only whoever can also put
 * back the noted {@link ChainHead} can hide that, and is found by comparing the last hash with one
 * noted elsewhere. Thread-safe.
 */
public final class AuditLog implements AutoCloseable {
  static final String GENESIS = "0".repeat(64);
  static final String HASH_KEY = ",\"hash\":\"";

  private final Clock clock;
  private final Writer out;
  private final ChainHead head;
  private String last;

  private AuditLog(Clock clock, Writer out, ChainHead head, String last) {
    this.clock = clock;
    this.out = out;
    this.head = head;
    this.last = last;
  }

  /**
   * Continues the log at a file, or starts it. Where lines are missing at its end, the chain goes
   * on from the last that was written all the same, and a line says so: the missing ones stay
   * missed.
   */
  public static AuditLog open(Path file, Clock clock) {
    try {
      LogTail tail = LogTail.of(file);
      String found = tail.hash().isEmpty() ? GENESIS : tail.hash();
      String written = ChainHead.of(file).orElse(found);
      // A crash may have come between a line and the note of its hash.
      boolean whole = written.equals(found) || tail.follows(written);
      AuditLog log =
          new AuditLog(
              clock,
              Files.newBufferedWriter(
                  file,
                  StandardCharsets.US_ASCII,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.APPEND),
              ChainHead.open(file),
              whole ? found : written);
      if (!whole) {
        log.record("continued", Map.of("after", written, "found", found));
      }
      return log;
    } catch (IOException e) {
      throw FederationException.user("audit log %s cannot be opened: %s", file, e.getMessage());
    }
  }

  /** Hash of the last line, to be noted elsewhere. */
  public synchronized String head() {
    return last;
  }

  /** Appends an event; values are written as JSON strings. */
  public synchronized void record(String event, Map<String, String> details) {
    StringBuilder line = new StringBuilder("{\"time\":").append(quote(clock.instant().toString()));
    line.append(",\"event\":").append(quote(event));
    details.forEach(
        (key, value) -> line.append(',').append(quote(key)).append(':').append(quote(value)));
    String hash = chain(last, line.toString());
    line.append(HASH_KEY).append(hash).append("\"}\n");
    try {
      out.write(line.toString());
      out.flush();
      head.write(hash);
      last = hash;
    } catch (IOException e) {
      throw new UncheckedIOException("the audit log cannot be written", e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
      head.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String chain(String previous, String line) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(previous.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(line.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
