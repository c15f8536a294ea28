package dev.tributary.aggregator.store;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.StepAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The pieces and manifests of one run, one file each, named by the hash of their address.
 *
 * <p>Everything goes to disk at once, so the heap holds none of it and the operating system's page
 * cache serves what is fetched soon. A file gets its name only when it is complete: what is found
 * after a crash of this process is complete, the rest is deleted. After a crash of the machine a
 * file may be damaged; its receiver then refuses it. Thread-safe.
 */
public final class RunStore {
  private static final String MANIFEST = "m-";
  private static final String PIECE = "p-";
  private static final String PART = "t-";

  private final Path folder;
  private final Quota quota;
  private final AtomicLong parts = new AtomicLong();
  private final Map<String, Map<Integer, Long>> pieces = new HashMap<>();
  private final Map<String, Long> manifests = new HashMap<>();

  private RunStore(Path folder, Quota quota) {
    this.folder = folder;
    this.quota = quota;
  }

  /**
   * Opens the store of a run, new or found after a restart.
   *
   * @param quotaBytes most bytes that may be stored at a time
   * @param quotaWait how long a put waits for room before it ends as RESOURCE
   */
  public static RunStore open(Path folder, long quotaBytes, Duration quotaWait) {
    RunStore store = new RunStore(folder, new Quota(quotaBytes, quotaWait));
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          store.found(file);
        }
      }
    } catch (IOException e) {
      throw disk(e);
    }
    return store;
  }

  /** Starts a piece; nothing is visible before {@link PartFile#complete}. */
  public PartFile begin() {
    return new PartFile(folder.resolve(PART + parts.incrementAndGet()), quota);
  }

  /** Writes a whole part, waiting for room in the quota. */
  public PartFile begin(byte[] whole) {
    PartFile part = begin();
    try {
      part.write(ByteBuffer.wrap(whole));
      part.complete(whole.length);
      return part;
    } catch (RuntimeException e) {
      part.discard();
      throw e;
    }
  }

  /**
   * Makes a finished part the piece at an address.
   *
   * @return false if an earlier complete piece stands, or the message is committed already, so that
   *     the part was dropped
   */
  public synchronized boolean publish(PartFile part, MessageAddress address) {
    String step = key(address.step());
    Map<Integer, Long> shards = pieces.computeIfAbsent(step, k -> new TreeMap<>());
    if (manifests.containsKey(step) || shards.containsKey(address.shard())) {
      part.discard();
      return false;
    }
    part.moveTo(pieceFile(step, address.shard()));
    shards.put(address.shard(), part.length());
    return true;
  }

  /** Whether a put at this address would change nothing. */
  public synchronized boolean settled(MessageAddress address) {
    String step = key(address.step());
    return manifests.containsKey(step)
        || pieces.getOrDefault(step, Map.of()).containsKey(address.shard());
  }

  /**
   * Opens a complete piece for reading; the caller closes it. It is opened here, under the lock, so
   * that it can be read to its end even if it is deleted meanwhile: a party that gives up must not
   * look like a failing disk to another that was about to read.
   */
  public synchronized Optional<FileChannel> piece(MessageAddress address) {
    String step = key(address.step());
    if (!pieces.getOrDefault(step, Map.of()).containsKey(address.shard())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          FileChannel.open(pieceFile(step, address.shard()), StandardOpenOption.READ));
    } catch (IOException e) {
      throw disk(e);
    }
  }

  /**
   * Reads the complete pieces of a message from shard 0 on; none if one before the last is missing
   * or if they have more bytes than {@code most} together.
   */
  public synchronized List<byte[]> shortPieces(StepAddress step, int most) {
    String key = key(step);
    Map<Integer, Long> shards = pieces.getOrDefault(key, Map.of());
    long total = shards.values().stream().mapToLong(Long::longValue).sum();
    List<byte[]> read = new ArrayList<>();
    try {
      for (int shard = 0; total <= most && shards.containsKey(shard); shard++) {
        read.add(Files.readAllBytes(pieceFile(key, shard)));
      }
    } catch (IOException e) {
      throw disk(e);
    }
    return read.size() == shards.size() ? read : List.of();
  }

  /**
   * Whether exactly this manifest of a message stands.
   *
   * @throws FederationException PEER if another does
   */
  public synchronized boolean stands(StepAddress step, byte[] sealedManifest) {
    Optional<byte[]> earlier = manifest(step);
    if (earlier.isPresent() && !MessageDigest.isEqual(earlier.get(), sealedManifest)) {
      throw FederationException.peer(
          step.from(), "a different manifest was committed before at %s", step);
    }
    return earlier.isPresent();
  }

  /** Makes a finished part the manifest of a message that has none. */
  public synchronized void commit(StepAddress step, PartFile part) {
    String key = key(step);
    part.moveTo(folder.resolve(MANIFEST + key));
    manifests.put(key, part.length());
  }

  /** The sealed manifest of a message, once committed. */
  public synchronized Optional<byte[]> manifest(StepAddress step) {
    String key = key(step);
    if (!manifests.containsKey(key)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(MANIFEST + key)));
    } catch (IOException e) {
      throw disk(e);
    }
  }

  /** Deletes the pieces of a committed message; its manifest stays. */
  public synchronized void release(StepAddress step) {
    String key = key(step);
    if (manifests.containsKey(key)) {
      Map<Integer, Long> shards = pieces.remove(key);
      if (shards != null) {
        shards.forEach(
            (shard, length) -> {
              delete(pieceFile(key, shard));
              quota.release(length);
            });
      }
    }
  }

  /** Deletes every piece and manifest. */
  public synchronized void clear() {
    pieces.clear();
    manifests.clear();
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(file -> isStored(file.getFileName().toString())).forEach(RunStore::delete);
    } catch (IOException e) {
      throw disk(e);
    }
    quota.clear();
  }

  /** Bytes stored or being written. */
  public long storedBytes() {
    return quota.used();
  }

  private void found(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.startsWith(PART)) {
      delete(file);
    } else if (name.startsWith(MANIFEST)) {
      manifests.put(name.substring(MANIFEST.length()), Files.size(file));
      quota.restore(Files.size(file));
    } else if (name.startsWith(PIECE)) {
      int dash = name.lastIndexOf('-');
      pieces
          .computeIfAbsent(name.substring(PIECE.length(), dash), k -> new TreeMap<>())
          .put(Integer.parseInt(name.substring(dash + 1)), Files.size(file));
      quota.restore(Files.size(file));
    }
  }

  private Path pieceFile(String key, int shard) {
    return folder.resolve(PIECE + key + "-" + shard);
  }

  private static boolean isStored(String name) {
    return name.startsWith(PIECE) || name.startsWith(MANIFEST) || name.startsWith(PART);
  }

  private static String key(StepAddress step) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(step.canonicalBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw disk(e);
    }
  }

  /** A failure of the aggregator's own disk: its callers hear nothing of folders and causes. */
  public static FederationException disk(IOException e) {
    return new FederationException(
            ErrorCode.RESOURCE, "the aggregator's disk failed: " + e.getMessage(), e)
        .telling(PeerText.AGGREGATOR_STORAGE);
  }
}
