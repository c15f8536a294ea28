package dev.tributary.aggregator.audit;

import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.io.RandomAccessFile;
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
 * on; {@link AuditCheck} finds where. Cutting off the end is found by comparing the last hash with
 * one noted elsewhere. Thread-safe.
 */
public final class AuditLog implements AutoCloseable {
  static final String GENESIS = "0".repeat(64);
  static final String HASH_KEY = ",\"hash\":\"";

  private static final int TAIL = 1 << 16;

  private final Clock clock;
  private final Writer out;
  private String last;

  private AuditLog(Clock clock, Writer out, String last) {
    this.clock = clock;
    this.out = out;
    this.last = last;
  }

  /** Continues the log at a file, or starts it. */
  public static AuditLog open(Path file, Clock clock) {
    try {
      String last = Files.exists(file) ? lastHash(file) : GENESIS;
      return new AuditLog(
          clock,
          Files.newBufferedWriter(
              file,
              StandardCharsets.UTF_8,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.APPEND),
          last);
    } catch (IOException e) {
      throw FederationException.user("audit log %s cannot be opened: %s", file, e.getMessage());
    }
  }

  /** Appends an event; values are written as JSON strings. */
  public synchronized void record(String event, Map<String, String> details) {
    StringBuilder line = new StringBuilder("{\"time\":").append(quote(clock.instant().toString()));
    line.append(",\"event\":").append(quote(event));
    details.forEach(
        (key, value) -> line.append(',').append(quote(key)).append(':').append(quote(value)));
    last = chain(last, line.toString());
    line.append(HASH_KEY).append(last).append("\"}\n");
    try {
      out.write(line.toString());
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the audit log cannot be written", e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
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

  private static String lastHash(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] tail = new byte[(int) Math.min(TAIL, in.length())];
      in.seek(in.length() - tail.length);
      in.readFully(tail);
      String text = new String(tail, StandardCharsets.UTF_8);
      // A line that a crash cut short is removed: it was never complete.
      int end = text.lastIndexOf('\n') + 1;
      in.setLength(in.length() - (text.length() == end ? 0 : tailBytes(text.substring(end))));
      int hash = text.lastIndexOf(HASH_KEY, end);
      return hash < 0
          ? GENESIS
          : text.substring(hash + HASH_KEY.length(), hash + HASH_KEY.length() + 64);
    }
  }

  private static int tailBytes(String rest) {
    return rest.getBytes(StandardCharsets.UTF_8).length;
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
