package dev.tributary.fl.spark.shards;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Files that exist complete or not at all: written under a hidden name, then renamed. The first
 * complete file wins, since retried and speculative tasks write the same bytes.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes a file; on failure nothing is left behind. */
  public static void write(FileSystem files, Path target, Content content) throws IOException {
    Path temporary = new Path(target.getParent(), "." + target.getName() + "-" + UUID.randomUUID());
    boolean done = false;
    try {
      try (DataOutputStream out = files.create(temporary, true)) {
        content.writeTo(out);
      }
      done =
          files.exists(target)
              ? files.delete(temporary, false)
              : files.rename(temporary, target) || files.exists(target);
      if (!done) {
        throw new IOException("could not rename " + temporary + " to " + target);
      }
    } finally {
      if (!done) {
        files.delete(temporary, false);
      }
    }
  }

  /** What a file holds. */
  @FunctionalInterface
  public interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }
}
