package dev.tributary.fl.spark.shards;

import dev.tributary.fl.data.BlockCodec;
import dev.tributary.protocol.FederationException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.hadoop.fs.Path;

/**
 * The blocks of one {@code SparkShards} as files of a directory that all executors reach: {@code
 * block-00000}, {@code block-00001}, ... A file holds a magic word, the kind with its format
 * number, the block, and the SHA-256 of all of it.
 */
public final class BlockFiles<B> implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MAGIC = 0x54726942;
  private static final int BUFFER = 1 << 20;

  private final String directory;
  private final BlockCodec<B> format;

  /**
   * @param directory on any Hadoop file system
   * @param format how blocks are drawn
   */
  public BlockFiles(String directory, BlockCodec<B> format) {
    this.directory = directory;
    this.format = format;
  }

  /** Writes a block, atomically. */
  public void write(HadoopSettings settings, int shard, B block) {
    Path path = path(shard);
    try {
      AtomicFile.write(settings.fileSystem(path), path, out -> writeTo(out, block));
    } catch (IOException e) {
      throw failed("writing", path, e);
    }
  }

  /** Reads a block and checks its digest. */
  public B read(HadoopSettings settings, int shard) {
    Path path = path(shard);
    MessageDigest digest = sha256();
    try (DataInputStream raw =
        new DataInputStream(
            new BufferedInputStream(settings.fileSystem(path).open(path), BUFFER))) {
      DataInputStream in = new DataInputStream(new DigestInputStream(raw, digest));
      String kind = in.readInt() == MAGIC ? in.readUTF() : "something else";
      if (!kind.equals(format.kind())) {
        throw new IOException("it holds " + kind + " where " + format.kind() + " is due");
      }
      B block = format.read(in);
      byte[] expected = new byte[digest.getDigestLength()];
      byte[] got = digest.digest();
      raw.readFully(expected);
      if (!Arrays.equals(expected, got) || raw.read() >= 0) {
        throw new IOException("its digest does not match");
      }
      return block;
    } catch (IOException e) {
      throw failed("reading", path, e);
    }
  }

  /** Deletes the directory with all blocks. */
  public void delete(HadoopSettings settings) {
    Path path = new Path(directory);
    try {
      settings.fileSystem(path).delete(path, true);
    } catch (IOException e) {
      throw failed("deleting", path, e);
    }
  }

  private void writeTo(DataOutputStream raw, B block) throws IOException {
    MessageDigest digest = sha256();
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new DigestOutputStream(raw, digest), BUFFER));
    out.writeInt(MAGIC);
    out.writeUTF(format.kind());
    format.write(block, out);
    out.flush();
    raw.write(digest.digest());
  }

  private Path path(int shard) {
    return new Path(directory, String.format("block-%05d", shard));
  }

  private static FederationException failed(String verb, Path path, IOException cause) {
    return WorkDirectory.failed(verb, path, cause);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
