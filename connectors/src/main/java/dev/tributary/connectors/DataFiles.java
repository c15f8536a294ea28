package dev.tributary.connectors;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
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
          "there is no file %s%s",
          files.makeQualified(path), NearestName.hint(path.getName(), siblings(files, path)));
    } catch (IOException e) {
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
}
