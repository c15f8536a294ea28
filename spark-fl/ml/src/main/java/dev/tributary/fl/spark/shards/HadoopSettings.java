package dev.tributary.fl.spark.shards;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A Hadoop configuration that travels to executors, so that they open the same file systems. */
public final class HadoopSettings implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] written;
  private transient volatile Configuration configuration;

  public HadoopSettings(Configuration configuration) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      configuration.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.written = bytes.toByteArray();
    this.configuration = configuration;
  }

  /** The configuration, read once per JVM that this object reaches. */
  public Configuration configuration() {
    Configuration present = configuration;
    if (present == null) {
      present = new Configuration(false);
      try {
        present.readFields(new DataInputStream(new ByteArrayInputStream(written)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      configuration = present;
    }
    return present;
  }

  /** The file system of a path; cached by Hadoop, never closed by callers. */
  public FileSystem fileSystem(Path path) throws IOException {
    return path.getFileSystem(configuration());
  }
}
