package dev.tributary.connectors;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * Writes results below one directory of any Hadoop file system: everything goes to a hidden name
 * first and is renamed when complete, so that readers never see half of it.
 */
public final class ResultSink {
  private final Path directory;
  private final Configuration configuration;

  /**
   * @param directory made if absent
   * @param configuration file systems and their credentials
   */
  public ResultSink(String directory, Configuration configuration) {
    this.directory = new Path(directory);
    this.configuration = configuration;
  }

  /** Writes a table as Parquet into the named sub-directory; replaces an earlier one. */
  public void writeTable(String name, Dataset<Row> table) {
    replace(
        name,
        temporary -> table.write().mode(SaveMode.ErrorIfExists).parquet(temporary.toString()));
  }

  /** Writes a text file; replaces an earlier one. */
  public void writeText(String name, String text) {
    replace(name, temporary -> write(temporary, text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes the files of a directory, such as a model's, all at once. Refuses to replace: a model is
   * immutable.
   *
   * @param parts contents by file name
   */
  public void writeDirectory(String name, Map<String, byte[]> parts) {
    if (exists(name)) {
      throw FederationException.user(
          "%s exists already and is never overwritten; choose another output directory",
          new Path(directory, name));
    }
    replace(
        name,
        temporary -> {
          for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            write(new Path(temporary, part.getKey()), part.getValue());
          }
        });
  }

  /** Reads a file below the directory, of at most 1 GB. */
  public byte[] read(String name) {
    Path path = new Path(directory, name);
    try (var in = files().open(path)) {
      return in.readNBytes(1 << 30);
    } catch (FileNotFoundException e) {
      throw new FederationException(ErrorCode.USER, "there is no file " + path, e);
    } catch (IOException e) {
      throw failed("reading", path, e);
    }
  }

  public boolean exists(String name) {
    Path path = new Path(directory, name);
    try {
      return files().exists(path);
    } catch (IOException e) {
      throw failed("reading", path, e);
    }
  }

  private void replace(String name, Writing writing) {
    Path target = new Path(directory, name);
    Path temporary = new Path(target.getParent(), "." + target.getName() + "-" + UUID.randomUUID());
    try {
      FileSystem files = files();
      files.mkdirs(target.getParent());
      boolean done = false;
      try {
        writing.to(temporary);
        files.delete(target, true);
        done = files.rename(temporary, target);
        if (!done) {
          throw new IOException("rename from " + temporary + " failed");
        }
      } finally {
        if (!done) {
          files.delete(temporary, true);
        }
      }
    } catch (IOException e) {
      throw failed("writing", target, e);
    }
  }

  private void write(Path path, byte[] bytes) throws IOException {
    try (OutputStream out = files().create(path, true)) {
      out.write(bytes);
    }
  }

  private FileSystem files() throws IOException {
    return directory.getFileSystem(configuration);
  }

  private static FederationException failed(String verb, Path path, IOException cause) {
    return new FederationException(
        ErrorCode.RESOURCE,
        verb + " " + path + " failed: " + cause.getMessage() + "; check space and permissions",
        cause);
  }

  @FunctionalInterface
  private interface Writing {
    void to(Path temporary) throws IOException;
  }
}
