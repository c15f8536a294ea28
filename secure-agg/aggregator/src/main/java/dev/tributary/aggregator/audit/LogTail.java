package dev.tributary.aggregator.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a log ends.
 *
 * @param hash of its last line; empty if it has none
 * @param line the last line up to its hash
 */
record LogTail(String hash, String line) {
  /** More than the longest line: a run's name, up to 100 parties' names and what is around. */
  private static final int LONGEST = 1 << 16;

  private static final int HASH_CHARS = 64;

  /** Whether the last line follows from an earlier hash. */
  boolean follows(String previous) {
    return !hash.isEmpty() && AuditLog.chain(previous, line).equals(hash);
  }

  /** Reads the end of a log, and removes a line that a crash cut short: it was never complete. */
  static LogTail of(Path log) throws IOException {
    if (!Files.exists(log)) {
      return new LogTail("", "");
    }
    try (RandomAccessFile in = new RandomAccessFile(log.toFile(), "rw")) {
      byte[] tail = new byte[(int) Math.min(LONGEST, in.length())];
      in.seek(in.length() - tail.length);
      in.readFully(tail);
      // Every line is ASCII, so that characters are bytes.
      String text = new String(tail, StandardCharsets.ISO_8859_1);
      int end = text.lastIndexOf('\n') + 1;
      in.setLength(in.length() - (text.length() - end));
      String last = text.substring(text.lastIndexOf('\n', end - 2) + 1, Math.max(0, end - 1));
      int hash = last.lastIndexOf(AuditLog.HASH_KEY);
      int from = hash + AuditLog.HASH_KEY.length();
      return hash < 0 || last.length() < from + HASH_CHARS
          ? new LogTail("", "")
          : new LogTail(last.substring(from, from + HASH_CHARS), last.substring(0, hash));
    }
  }
}
