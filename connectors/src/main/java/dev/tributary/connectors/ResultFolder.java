package dev.tributary.connectors;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PeerText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where results go: written to a hidden folder inside, moved into place when all parties have
 * theirs, and taken away again unless the run then ends well for all; so nobody keeps half of it.
 * On any Hadoop file system; see {@link OwnerOnly} for who may read. Not thread-safe.
 */
public final class ResultFolder implements AutoCloseable {
  private final FileSystem files;
  private final Path out;
  private final Path hidden;
  private final List<String> names;
  private final boolean made;
  private final Access access;
  private final List<Path> published = new ArrayList<>();

  /** Who may read what is written. */
  public enum Access {
    OWNER_ONLY,
    /** Whoever may read new files there: for a folder that its owner shares. */
    AS_USUAL
  }

  /**
   * @param out the folder
   * @param names of the files and folders that may be written, in the order of moving into place
   * @param access to the folder, if it is new, and to everything that is written
   * @param hadoop file systems and their credentials
   * @throws FederationException USER if the folder already holds results, RESOURCE if it cannot be
   *     written
   */
  public ResultFolder(String out, List<String> names, Access access, Configuration hadoop) {
    this.access = access;
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
      made = !files.exists(this.out);
      if (access == Access.OWNER_ONLY) {
        OwnerOnly.makeFolder(files, this.out);
        OwnerOnly.makeFolder(files, hidden);
      } else {
        files.mkdirs(hidden);
      }
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

  /** Moves everything that was written into place; it stays there only if {@link #keep} follows. */
  public void publish() {
    try {
      if (access == Access.OWNER_ONLY) {
        OwnerOnly.tighten(files, hidden);
      }
    } catch (IOException e) {
      throw failed("protecting", hidden.toString(), e);
    }
    for (String name : names) {
      Path from = new Path(hidden, name);
      Path to = new Path(out, name);
      try {
        if (files.exists(from)) {
          if (!files.rename(from, to)) {
            throw new IOException("rename returned false");
          }
          published.add(to);
        }
      } catch (IOException e) {
        throw failed("moving into place", name, e);
      }
    }
  }

  /** Takes away what was written, to write it anew. */
  public void clear() {
    try {
      for (Path result : published) {
        files.delete(result, true);
      }
      published.clear();
      for (FileStatus written : files.listStatus(hidden)) {
        files.delete(written.getPath(), true);
      }
    } catch (IOException e) {
      throw failed("cleaning", hidden.toString(), e);
    }
  }

  /** Lets what was published stay. */
  public void keep() {
    published.clear();
  }

  /** Removes what is not to stay, and the folder itself if it is new and empty then. */
  @Override
  public void close() {
    try {
      for (Path result : published) {
        files.delete(result, true);
      }
      files.delete(hidden, true);
      if (made && files.listStatus(out).length == 0) {
        files.delete(out, false);
      }
    } catch (IOException e) {
      throw failed("cleaning", hidden.toString(), e);
    }
  }

  private static FederationException failed(String verb, String what, Exception cause) {
    return new FederationException(
            ErrorCode.RESOURCE,
            verb + " " + what + " failed: " + cause.getMessage() + "; check --out and its space",
            cause)
        .telling(PeerText.STORING);
  }
}
