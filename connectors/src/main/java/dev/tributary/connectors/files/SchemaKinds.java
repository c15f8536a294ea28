package dev.tributary.connectors.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.SerializableConfiguration;

/** Which of very many files stand for all others, by their columns. */
final class SchemaKinds {
  private static final int FILES_OF_A_TASK = 500;

  /** In place of the columns of a file that cannot be read. */
  private static final String BROKEN = "broken";

  private SchemaKinds() {}

  /** One file of each kind of columns, and one of those that cannot be read; looks at them all. */
  static List<FileStatus> oneOfEach(SparkSession spark, String format, List<FileStatus> files) {
    String[] paths = files.stream().map(file -> file.getPath().toString()).toArray(String[]::new);
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    int tasks = (paths.length + FILES_OF_A_TASK - 1) / FILES_OF_A_TASK;
    byte[] found =
        spark
            .range(0, paths.length, 1, tasks)
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(
                rows -> List.of(write(kinds(rows, paths, format, hadoop.value()))).iterator())
            .treeReduce(
                (one, other) -> {
                  Map<String, Integer> kinds = read(other);
                  kinds.putAll(read(one));
                  return write(kinds);
                });
    return read(found).values().stream().sorted().map(files::get).toList();
  }

  private static Map<String, Integer> kinds(
      Iterator<InternalRow> rows, String[] paths, String format, Configuration hadoop)
      throws IOException {
    Map<String, Integer> kinds = new TreeMap<>();
    while (rows.hasNext()) {
      int file = (int) rows.next().getLong(0);
      Path path = new Path(paths[file]);
      kinds.putIfAbsent(kind(hadoop, format, path), file);
    }
    return kinds;
  }

  private static String kind(Configuration hadoop, String format, Path path) throws IOException {
    FileStatus file = path.getFileSystem(hadoop).getFileStatus(path);
    try {
      Map<String, String> columns = new TreeMap<>(FileSchemas.columns(hadoop, format, file));
      return UUID.nameUUIDFromBytes(columns.toString().getBytes(UTF_8)).toString();
    } catch (RuntimeException e) {
      // Whoever compares what is found reads it again, and says so with its name.
      return BROKEN;
    }
  }

  /** Lines, since Spark may be told to carry no classes that it was not told of. */
  private static byte[] write(Map<String, Integer> kinds) {
    StringBuilder lines = new StringBuilder();
    kinds.forEach((kind, file) -> lines.append(kind).append(' ').append(file).append('\n'));
    return lines.toString().getBytes(UTF_8);
  }

  private static Map<String, Integer> read(byte[] lines) {
    Map<String, Integer> kinds = new TreeMap<>();
    new String(lines, UTF_8)
        .lines()
        .map(line -> line.split(" ", -1))
        .forEach(kind -> kinds.put(kind[0], Integer.valueOf(kind[1])));
    return kinds;
  }
}
