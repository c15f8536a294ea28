package dev.tributary.fl.spark.shards;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.io.Serializable;
import java.util.UUID;
import org.apache.hadoop.fs.Path;

/**
 * A directory of this party, on any Hadoop file system that its driver and executors share, for
 * what outlives an executor: column chunks and feature blocks. Holds the party's data in the clear
 * and must be as protected as the data's source.
 */
public final class WorkDirectory implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final HadoopSettings settings;

  /**
   * @param path absolute, or relative to the default file system's working directory
   * @param settings file systems
   */
  public WorkDirectory(String path, HadoopSettings settings) {
    this.settings = settings;
    Path given = new Path(path);
    try {
      this.path = settings.fileSystem(given).makeQualified(given).toString();
    } catch (IOException e) {
      throw failed("opening", given, e);
    }
  }

  public String path() {
    return path;
  }

  public HadoopSettings settings() {
    return settings;
  }

  /** Makes a directory inside, with a name that no other call returns. */
  public String newDirectory(String prefix) {
    Path made = new Path(path, prefix + "-" + UUID.randomUUID());
    try {
      if (!settings.fileSystem(made).mkdirs(made)) {
        throw new IOException("mkdirs returned false");
      }
      return made.toString();
    } catch (IOException e) {
      throw failed("making", made, e);
    }
  }

  /** Deletes a directory that {@link #newDirectory} made, or all. */
  public void delete(String directory) {
    Path made = new Path(directory);
    try {
      settings.fileSystem(made).delete(made, true);
    } catch (IOException e) {
      throw failed("deleting", made, e);
    }
  }

  public static FederationException failed(String verb, Path path, IOException cause) {
    return new FederationException(
        ErrorCode.RESOURCE,
        verb
            + " "
            + path
            + " failed: "
            + cause.getMessage()
            + "; check that driver and executors share this work directory and its space",
        cause);
  }
}
