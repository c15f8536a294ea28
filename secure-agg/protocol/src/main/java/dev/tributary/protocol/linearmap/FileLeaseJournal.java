package dev.tributary.protocol.linearmap;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A journal in an append-only text file on the driver's own disk, one line a lease, forced to the
 * device before a burn returns. A torn last line (the machine stopped in mid-write) burns nothing,
 * since no byte of its message had left; any other bad line is refused.
 */
public final class FileLeaseJournal extends LeaseJournal {
  private static final Pattern LINE = Pattern.compile("(\\d+):(\\d+)-(\\d+) ([0-9a-f]{64})");

  private final Path file;

  private FileLeaseJournal(Path file, long budget) {
    super(budget);
    this.file = file;
  }

  /** Opens the journal of a run, or makes it. */
  public static FileLeaseJournal open(Path file, long budget) {
    FileLeaseJournal journal = new FileLeaseJournal(file, budget);
    try {
      journal.load();
    } catch (IOException e) {
      throw journal.failure(e);
    }
    return journal;
  }

  private void load() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    String text = Files.readString(file, US_ASCII);
    int end = text.lastIndexOf('\n') + 1;
    if (end < text.length()) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(end).force(true);
      }
    }
    List<String> lines = text.substring(0, end).lines().toList();
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new IOException("not a line of a journal: " + line);
      }
      int batch = Integer.parseInt(matcher.group(1));
      int first = Integer.parseInt(matcher.group(2));
      int last = Integer.parseInt(matcher.group(3));
      restore(new ChannelLease(batch, first, last), HexFormat.of().parseHex(matcher.group(4)));
    }
  }

  @Override
  protected void persist(ChannelLease lease, byte[] digest) {
    ByteBuffer line = ByteBuffer.wrap((line(lease, digest) + "\n").getBytes(US_ASCII));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(true);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private FederationException failure(IOException e) {
    return new FederationException(
        ErrorCode.RESOURCE,
        "the journal of used channels cannot be read or written: check " + file + " (" + e + ")",
        e);
  }
}
