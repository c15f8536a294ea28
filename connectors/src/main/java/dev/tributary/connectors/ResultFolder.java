package dev.tributary.connectors;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where results go: written to a hidden folder inside, and moved into place when the run has
 * succeeded, so that nobody sees half of it. On any Hadoop file system. Not thread-safe.
 */
public final class ResultFolder implements AutoCloseable {
  private final FileSystem files;
  private final Path out;
  private final Path hidden;
  private final List<String> names;

  /**
   * @param out the folder
   * @param names of the files and folders that may be written, in the order of moving into place
   * @param hadoop file systems and their credentials
   * @throws FederationException USER if the folder already holds results, RESOURCE if it cannot be
   *     written
   */
  public ResultFolder(String out, List<String> names, Configuration hadoop) {
    this.names = List.copyOf(names);
    Path given = new Path(out);
    try {
      files = given.getFileSystem(hadoop);
      files.setWriteChecksum(false);
      this.out = files.makeQualified(given);
      hidden = new Path(this.out, ".unfinished-" + UUID.randomUUID());
      for (String name : names) {
        if (files.exists(new Path(this.out, name))) {
          throw FederationException.user(
              "%s already holds results (%s): give another --out or remove them", out, name);
        }
      }
      files.mkdirs(hidden);
    } catch (IOException | IllegalArgumentException e) {
      throw failed("opening", out, e);
    }
  }

  /** Where a file or folder of the results is written; one of the known names. */
  public String path(String name) {
    if (names.stream().noneMatch(known -> name.equals(known) || name.startsWith(known + "/"))) {
      throw new IllegalArgumentException("result must be one of " + names + ": " + name);
    }
    return new Path(hidden, name).toString();
  }

  /** Writes a text file as UTF-8. */
  public void write(String name, String text) {
    try (OutputStream to = files.create(new Path(path(name)), false)) {
      to.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failed("writing", name, e);
    }
  }

  /** Moves everything that was written into place. */
  public void publish() {
    for (String name : names) {
      Path from = new Path(hidden, name);
      try {
        if (files.exists(from) && !files.rename(from, new Path(out, name))) {
          throw new IOException("rename returned false");
        }
      } catch (IOException e) {
        throw failed("moving into place", name, e);
      }
    }
  }

  /** Removes what was not published. */
  @Override
  public void close() {
    try {
      files.delete(hidden, true);
    } catch (IOException e) {
      throw failed("cleaning", hidden.toString(), e);
    }
  }

  private static FederationException failed(String verb, String what, Exception cause) {
    return new FederationException(
        ErrorCode.RESOURCE,
        verb + " " + what + " failed: " + cause.getMessage() + "; check --out and its space",
        cause);
  }
}
