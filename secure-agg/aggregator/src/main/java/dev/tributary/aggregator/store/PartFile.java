package dev.tributary.aggregator.store;

import dev.tributary.aggregator.quota.Stored;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A piece that is being written. Not thread-safe. */
public final class PartFile {
  private final Path file;
  private final Stored quota;
  private final FileChannel channel;
  private long length;
  private boolean complete;
  private boolean settled;

  private PartFile(Path file, Stored quota, FileChannel channel) {
    this.file = file;
    this.quota = quota;
    this.channel = channel;
  }

  /**
   * Starts a part.
   *
   * @throws FederationException RESOURCE if its sender has as many files as it may
   */
  static PartFile begin(Path file, Stored quota) {
    quota.reserveFile();
    try {
      return new PartFile(
          file,
          quota,
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    } catch (IOException e) {
      quota.release(0);
      throw RunStore.disk(e);
    }
  }

  /**
   * Appends, waiting for room in the quota.
   *
   * @throws FederationException RESOURCE if none comes
   */
  public void write(ByteBuffer bytes) {
    int count = bytes.remaining();
    quota.reserve(count);
    length += count;
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw RunStore.disk(e);
    }
  }

  /**
   * Ends the part.
   *
   * @param expected the length that the sender says it sent
   * @throws MalformedMessageException if another number of bytes arrived
   */
  public void complete(long expected) {
    if (length != expected) {
      throw new MalformedMessageException(
          "piece must have the "
              + expected
              + " bytes its last frame states. Provided value: "
              + length);
    }
    close();
    complete = true;
  }

  /** Bytes written so far. */
  public long length() {
    return length;
  }

  /** Drops the part; does nothing to one that was dropped before or has become a piece. */
  public void discard() {
    if (!settled) {
      settled = true;
      close();
      RunStore.delete(file);
      quota.release(length);
    }
  }

  void moveTo(Path target) {
    if (!complete) {
      throw new IllegalStateException("only a complete part becomes a piece");
    }
    try {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
      settled = true;
    } catch (IOException e) {
      throw RunStore.disk(e);
    }
  }

  private void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw RunStore.disk(e);
    }
  }
}
