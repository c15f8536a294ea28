package dev.tributary.transport.pki;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** PEM files (RFC 7468) on disk: private ones are made 0600 and refused when others can read. */
final class PemFiles {
  static final String CERTIFICATE = "CERTIFICATE";
  static final String PRIVATE_KEY = "PRIVATE KEY";
  static final String REQUEST = "CERTIFICATE REQUEST";

  private static final int MAX_FILE = 1 << 20;

  private PemFiles() {}

  static String text(String type, byte[] der) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(type, der));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  /** The DER contents of every block of a type, at least one. */
  static List<byte[]> blocks(String text, String type, String source) {
    List<byte[]> blocks = new ArrayList<>();
    try (PemReader reader = new PemReader(new StringReader(text))) {
      for (PemObject block = reader.readPemObject();
          block != null;
          block = reader.readPemObject()) {
        if (block.getType().equals(type)) {
          blocks.add(block.getContent());
        }
      }
    } catch (IOException | RuntimeException e) {
      throw FederationException.user("%s is not a PEM file: %s", source, e.getMessage());
    }
    if (blocks.isEmpty()) {
      throw FederationException.user("%s holds no %s block: is it the right file?", source, type);
    }
    return blocks;
  }

  static String read(Path file) {
    try {
      if (Files.size(file) > MAX_FILE) {
        throw FederationException.user("%s is larger than any PEM file should be (1 MiB)", file);
      }
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (NoSuchFileException e) {
      throw FederationException.user(
          "file %s does not exist: correct its path, or make it with `pki`", file);
    } catch (IOException e) {
      throw new FederationException(ErrorCode.USER, "file " + file + " cannot be read: " + e, e);
    }
  }

  /** Reads a private key's file after checking that nobody but its owner may. */
  static String readPrivate(Path file) {
    if (Files.exists(file) && posix()) {
      Set<PosixFilePermission> allowed =
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE);
      try {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        if (!allowed.containsAll(mode)) {
          throw FederationException.user(
              "private key %s may be read or written by others (%s): run `chmod 600 %s`",
              file, PosixFilePermissions.toString(mode), file);
        }
      } catch (IOException e) {
        throw FederationException.user("the mode of %s cannot be read: %s", file, e.getMessage());
      }
    }
    return read(file);
  }

  static void write(Path file, String text) {
    write(file, text, new FileAttribute<?>[0]);
  }

  static void writePrivate(Path file, String text) {
    write(
        file,
        text,
        posix()
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0]);
  }

  private static void write(Path file, String text, FileAttribute<?>[] attributes) {
    makeFolder(file);
    try (var channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (FileAlreadyExistsException e) {
      throw FederationException.user(
          "file %s exists already and is not overwritten: move it away first", file);
    } catch (IOException e) {
      throw FederationException.user("file %s cannot be written: %s", file, e.getMessage());
    }
  }

  private static void makeFolder(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw FederationException.user("file %s cannot be written: %s", file, e);
    }
  }

  private static boolean posix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
