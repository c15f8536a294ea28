package dev.tributary.connectors.files;

import dev.tributary.connectors.spi.TableLocation;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.Spelling;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.SparkSession;

/** The files of a source: whether they are there and hold what the format says. */
final class DataFiles {
  /** Folders are looked through so deep: partitions by year, month, day and more. */
  private static final int DEEPEST = 8;

  private static final int MOST_LOOKED_AT = 200;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final String location;
  private final FileSystem system;
  private final FileStatus[] found;
  private final PathFilter named;

  /** Listed once: stores answer slowly. */
  private List<FileStatus> full;

  private DataFiles(String location, FileSystem system, FileStatus[] found, PathFilter named) {
    this.location = location;
    this.system = system;
    this.found = found;
    this.named = named;
  }

  /** USER with the nearest name in the same directory if nothing matches a path or glob. */
  static DataFiles find(SparkSession spark, TableLocation at) {
    String location = at.requiredPath();
    Path path = new Path(location);
    try {
      FileSystem system = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
      FileStatus[] found = system.globStatus(path);
      if (found != null && found.length > 0) {
        return new DataFiles(
            location, system, found, new GlobFilter(at.option("pathGlobFilter", "*")));
      }
      throw FederationException.user(
          "data.path %s does not exist (working directory %s)%s",
          location,
          System.getProperty("user.dir"),
          Spelling.nearest(path.getName(), siblings(system, path))
              .map(near -> "; did you mean '" + near + "'?")
              .orElse(""));
    } catch (IOException | IllegalArgumentException e) {
      throw unopened(location, e);
    }
  }

  /**
   * USER for a table, or files within one, whose log says which of its files are in it: read one by
   * one, they would bring back rows that were deleted, and versions that were replaced.
   */
  void requireNoLog() {
    TableLogs.requireNone(location, system, found);
  }

  /** Whether every file is a match, or lies in one: then all are read. */
  boolean allWhereMatched() {
    Set<Path> matches = Arrays.stream(found).map(FileStatus::getPath).collect(Collectors.toSet());
    return full().stream()
        .map(FileStatus::getPath)
        .allMatch(file -> matches.contains(file) || matches.contains(file.getParent()));
  }

  /** The first file that holds a byte; USER if there is none, saying which. */
  FileStatus first() {
    return some().get(0);
  }

  /** Files that hold a byte, at least one and at most {@link #MOST_LOOKED_AT}, evenly spread. */
  List<FileStatus> some() {
    List<FileStatus> all = full();
    int looked = Math.min(all.size(), MOST_LOOKED_AT);
    return IntStream.range(0, looked)
        .mapToObj(f -> all.get((int) ((long) f * all.size() / looked)))
        .toList();
  }

  /** All files that hold a byte, at least one; USER if there is none. */
  List<FileStatus> full() {
    if (full == null) {
      full = listed();
    }
    return full;
  }

  private List<FileStatus> listed() {
    List<FileStatus> files = new ArrayList<>();
    try {
      for (FileStatus status : found) {
        collect(status, files, 0);
      }
    } catch (IOException e) {
      throw unopened(location, e);
    }
    if (files.isEmpty()) {
      throw FederationException.user(
          "data.path %s is a folder without data files: give the folder or file that has them",
          location);
    }
    List<FileStatus> written = files.stream().filter(file -> file.getLen() > 0).toList();
    if (written.isEmpty()) {
      throw FederationException.user("data.path %s holds no byte: write the table again", location);
    }
    return written;
  }

  /** The first line of a text file that is neither blank nor a comment; empty if there is none. */
  String firstLine(FileStatus file, TableLocation at) {
    String comment = at.option("comment", "");
    try (BufferedReader in = text(file, at)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String plain = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        if (!plain.isBlank() && (comment.isEmpty() || !plain.startsWith(comment))) {
          return plain;
        }
      }
      return "";
    } catch (IOException e) {
      throw unopened(file.getPath().toString(), e);
    } catch (RuntimeException e) {
      // Codecs say so where a library that they need is not there, charsets where they are none.
      throw new FederationException(
          ErrorCode.USER,
          String.format(
              "%s cannot be opened: %s; write it uncompressed or with gzip, or correct"
                  + " data.options",
              file.getPath().toUri().getPath(), FileSchemas.firstLine(e)),
          e);
    }
  }

  /** How Hadoop, and so Spark, takes a file to be compressed, by how its name ends; or "". */
  String compression(FileStatus file) {
    CompressionCodec codec = codec(file);
    return codec == null ? "" : codec.getDefaultExtension();
  }

  private CompressionCodec codec(FileStatus file) {
    return new CompressionCodecFactory(system.getConf()).getCodec(file.getPath());
  }

  private BufferedReader text(FileStatus file, TableLocation at) throws IOException {
    String charset = at.option("encoding", at.option("charset", "UTF-8"));
    CompressionCodec codec = codec(file);
    InputStream in = system.open(file.getPath());
    return new BufferedReader(
        new InputStreamReader(codec == null ? in : codec.createInputStream(in), charset));
  }

  /** The first bytes of a file, at most {@code most}. */
  byte[] head(FileStatus file, int most) {
    try (InputStream in = system.open(file.getPath())) {
      return in.readNBytes(most);
    } catch (IOException e) {
      throw unopened(file.getPath().toString(), e);
    }
  }

  /** Bytes of all files, or -1 where the file system does not say. */
  long bytes() {
    try {
      long bytes = 0;
      for (FileStatus match : found) {
        bytes += system.getContentSummary(match.getPath()).getLength();
      }
      return bytes;
    } catch (IOException e) {
      return -1;
    }
  }

  /** Spark, too, leaves hidden files and those of a commit out. */
  private void collect(FileStatus status, List<FileStatus> files, int depth) throws IOException {
    if (!status.isDirectory()) {
      if (named.accept(status.getPath())) {
        files.add(status);
      }
    } else if (depth < DEEPEST) {
      for (FileStatus child : system.listStatus(status.getPath())) {
        String name = child.getPath().getName();
        boolean partition = name.startsWith("_") && name.contains("=");
        if (!name.startsWith(".")
            && !name.endsWith("._COPYING_")
            && (!name.startsWith("_") || partition)) {
          collect(child, files, depth + 1);
        }
      }
    }
  }

  private static List<String> siblings(FileSystem system, Path path) throws IOException {
    List<String> names = new ArrayList<>();
    Path parent = system.makeQualified(path).getParent();
    if (parent != null && system.exists(parent)) {
      for (FileStatus status : system.listStatus(parent)) {
        names.add(status.getPath().getName());
      }
    }
    return names;
  }

  static FederationException unopened(String location, Exception cause) {
    return new FederationException(
        ErrorCode.USER,
        "data.path " + location + " cannot be opened: " + cause.getMessage(),
        cause);
  }
}
