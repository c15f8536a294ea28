package dev.tributary.connectors;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Folders and files that nobody but their owner may enter or read: modes 0700 and 0600, on the
 * local disk and on HDFS. Object stores keep no modes; who reads there is up to the rules of the
 * bucket.
 */
public final class OwnerOnly {
  private static final String LOCAL = "file";
  private static final Set<String> WITH_MODES =
      Set.of(LOCAL, "hdfs", "webhdfs", "swebhdfs", "viewfs");

  private static final FsPermission FOLDER = new FsPermission((short) 0700);
  private static final FsPermission FILE = new FsPermission((short) 0600);
  private static final Set<PosixFilePermission> LOCAL_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> LOCAL_FILE =
      PosixFilePermissions.fromString("rw-------");

  private OwnerOnly() {}

  /**
   * The mode of a folder that others than its owner may enter, list or write, such as {@code
   * rwxr-xr-x}; empty where only the owner may, where there is none yet, and where none is kept.
   */
  public static Optional<String> openMode(Path folder, Configuration hadoop) throws IOException {
    FileSystem files = folder.getFileSystem(hadoop);
    if (!WITH_MODES.contains(files.getUri().getScheme())) {
      return Optional.empty();
    }
    try {
      FsPermission mode = files.getFileStatus(folder).getPermission();
      boolean open =
          mode.getGroupAction() != FsAction.NONE || mode.getOtherAction() != FsAction.NONE;
      return open ? Optional.of(mode.toString()) : Optional.empty();
    } catch (FileNotFoundException none) {
      return Optional.empty();
    }
  }

  /** Makes a folder unless it is there; those above it get the modes that are usual there. */
  public static void makeFolder(FileSystem files, Path folder) throws IOException {
    if (!files.mkdirs(folder, FOLDER)) {
      throw new IOException("mkdirs returned false");
    }
  }

  /** The same on the local disk. */
  public static void makeFolder(java.nio.file.Path folder) throws IOException {
    java.nio.file.Path absolute = folder.toAbsolutePath();
    if (!Files.isDirectory(absolute)) {
      Files.createDirectories(absolute.getParent());
      Files.createDirectory(absolute, attributes(absolute, LOCAL_FOLDER));
    }
  }

  /** A new file on the local disk, in place of one that is there. */
  public static OutputStream newFile(java.nio.file.Path file) throws IOException {
    Files.deleteIfExists(file);
    return Channels.newOutputStream(
        Files.newByteChannel(
            file,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes(file.toAbsolutePath(), LOCAL_FILE)));
  }

  /** Takes a folder with everything in it from all but its owner. */
  static void tighten(FileSystem files, Path folder) throws IOException {
    if (WITH_MODES.contains(files.getUri().getScheme())) {
      tighten(files, files.getFileStatus(folder));
    }
  }

  private static void tighten(FileSystem files, FileStatus status) throws IOException {
    if (!files.getUri().getScheme().equals(LOCAL)) {
      files.setPermission(status.getPath(), status.isDirectory() ? FOLDER : FILE);
    } else {
      // Hadoop starts a process for each where it has no native library.
      java.nio.file.Path local = java.nio.file.Path.of(status.getPath().toUri().getPath());
      if (posix(local)) {
        Files.setPosixFilePermissions(local, status.isDirectory() ? LOCAL_FOLDER : LOCAL_FILE);
      }
    }
    if (status.isDirectory()) {
      for (FileStatus child : files.listStatus(status.getPath())) {
        tighten(files, child);
      }
    }
  }

  private static FileAttribute<?>[] attributes(
      java.nio.file.Path file, Set<PosixFilePermission> mode) {
    return posix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
        : new FileAttribute<?>[0];
  }

  private static boolean posix(java.nio.file.Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
