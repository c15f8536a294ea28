package dev.tributary.aggregator.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The last hash of a log in a file of its own, so that the chain goes on where it was even if the
 * log was moved away, cut or deleted meanwhile.
 */
final class ChainHead implements AutoCloseable {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final FileChannel file;

  private ChainHead(FileChannel file) {
    this.file = file;
  }

  static Path beside(Path log) {
    return log.resolveSibling(log.getFileName() + ".head");
  }

  /** The hash of the last line that was written to a log; empty if that is not known. */
  static Optional<String> of(Path log) throws IOException {
    try {
      return Optional.of(Files.readString(beside(log), StandardCharsets.US_ASCII))
          .filter(text -> HASH.matcher(text).matches());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  static ChainHead open(Path log) throws IOException {
    return new ChainHead(
        FileChannel.open(beside(log), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /** Puts a hash in the place of the last. */
  void write(String hash) throws IOException {
    file.write(ByteBuffer.wrap(hash.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
