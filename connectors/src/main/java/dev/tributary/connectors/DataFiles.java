package dev.tributary.connectors;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.Spelling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Whether a source's file is there, and which one was meant if not. */
final class DataFiles {
  private DataFiles() {}

  /** USER with the nearest name in the same directory if nothing matches a path or glob. */
  static void require(SparkSession spark, String location) {
    Path path = new Path(location);
    try {
      FileSystem files = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
      FileStatus[] found = files.globStatus(path);
      if (found != null && found.length > 0) {
        return;
      }
      throw FederationException.user(
          "data.path %s does not exist (working directory %s)%s",
          location, System.getProperty("user.dir"), hint(path.getName(), siblings(files, path)));
    } catch (IOException | IllegalArgumentException e) {
      throw new FederationException(
          ErrorCode.USER, "data.path " + location + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static List<String> siblings(FileSystem files, Path path) throws IOException {
    List<String> names = new ArrayList<>();
    Path parent = files.makeQualified(path).getParent();
    if (parent != null && files.exists(parent)) {
      for (FileStatus status : files.listStatus(parent)) {
        names.add(status.getPath().getName());
      }
    }
    return names;
  }

  /** Text to append to an error: which name was meant, or nothing if none is near. */
  static String hint(String name, List<String> present) {
    return Spelling.nearest(name, present).map(near -> "; did you mean '" + near + "'?").orElse("");
  }
}
