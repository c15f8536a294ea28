package dev.tributary.aggregator.store;

import dev.tributary.aggregator.quota.Stored;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.StepAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The pieces and manifests of one run, one file each, named by the hash of their address and their
 * sender, whose quota they count against.
 *
 * <p>Everything goes to disk at once, so the heap holds none of it and the operating system's page
 * cache serves what is fetched soon. A file gets its name only when it is complete: what is found
 * after a crash of this process is complete, the rest is deleted. After a crash of the machine a
 * file may be damaged; its receiver then refuses it. Thread-safe.
 */
public final class RunStore {
  private static final String PART = "t-";

  private final Path folder;
  private final Function<PartyId, Stored> quotas;
  private final AtomicLong parts = new AtomicLong();
  private final Map<String, StoredMessage> messages = new HashMap<>();

  private RunStore(Path folder, Function<PartyId, Stored> quotas) {
    this.folder = folder;
    this.quotas = quotas;
  }

  /**
   * Opens the store of a run, new or found after a restart.
   *
   * @param quotas what each sender may store, in this run and all others
   */
  public static RunStore open(Path folder, Function<PartyId, Stored> quotas) {
    RunStore store = new RunStore(folder, quotas);
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

  /** Starts a piece of a sender's; nothing is visible before {@link PartFile#complete}. */
  public PartFile begin(PartyId sender) {
    return PartFile.begin(folder.resolve(PART + parts.incrementAndGet()), quotas.apply(sender));
  }

  /** Writes a whole part, waiting for room in its sender's quota. */
  public PartFile begin(PartyId sender, byte[] whole) {
    PartFile part = begin(sender);
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
    if (settled(address)) {
      part.discard();
      return false;
    }
    String key = StoredMessage.key(address.step());
    StoredMessage message =
        messages.computeIfAbsent(key, k -> new StoredMessage(k, address.step().from()));
    part.moveTo(folder.resolve(message.pieceFile(address.shard())));
    message.add(address.shard(), part.length());
    return true;
  }

  /** Whether a put at this address would change nothing. */
  public synchronized boolean settled(MessageAddress address) {
    return message(address.step())
        .filter(message -> message.committed() || message.has(address.shard()))
        .isPresent();
  }

  /**
   * Opens a complete piece for reading; the caller closes it. It is opened here, under the lock, so
   * that it can be read to its end even if it is deleted meanwhile: a party that gives up must not
   * look like a failing disk to another that was about to read.
   */
  public synchronized Optional<FileChannel> piece(MessageAddress address) {
    Optional<Path> file =
        message(address.step())
            .filter(message -> message.has(address.shard()))
            .map(message -> folder.resolve(message.pieceFile(address.shard())));
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(FileChannel.open(file.get(), StandardOpenOption.READ));
    } catch (IOException e) {
      throw disk(e);
    }
  }

  /**
   * Reads the complete pieces of a message from shard 0 on; none if one before the last is missing
   * or if they have more bytes than {@code most} together.
   */
  public synchronized List<byte[]> shortPieces(StepAddress step, int most) {
    Optional<StoredMessage> message =
        message(step).filter(found -> found.gapless() && found.pieceBytes() <= most);
    List<byte[]> read = new ArrayList<>();
    try {
      for (int shard = 0; message.isPresent() && message.get().has(shard); shard++) {
        read.add(Files.readAllBytes(folder.resolve(message.get().pieceFile(shard))));
      }
    } catch (IOException e) {
      throw disk(e);
    }
    return read;
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
    String key = StoredMessage.key(step);
    StoredMessage message = messages.computeIfAbsent(key, k -> new StoredMessage(k, step.from()));
    part.moveTo(folder.resolve(message.manifestFile()));
    message.commit(part.length());
  }

  /** The sealed manifest of a message, once committed. */
  public synchronized Optional<byte[]> manifest(StepAddress step) {
    Optional<StoredMessage> message = message(step).filter(StoredMessage::committed);
    if (message.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(message.get().manifestFile())));
    } catch (IOException e) {
      throw disk(e);
    }
  }

  /** Deletes the pieces of a committed message; its manifest stays. */
  public synchronized void release(StepAddress step) {
    message(step)
        .filter(StoredMessage::committed)
        .ifPresent(
            message ->
                message.releasePieces(
                    quotas.apply(message.sender()),
                    shard -> delete(folder.resolve(message.pieceFile(shard)))));
  }

  /** Deletes every piece and manifest; a part stays its writer's, who will discard it. */
  public synchronized void clear() {
    messages
        .values()
        .forEach(
            message -> {
              Stored quota = quotas.apply(message.sender());
              message.releasePieces(
                  quota, shard -> delete(folder.resolve(message.pieceFile(shard))));
              message.releaseManifest(quota, () -> delete(folder.resolve(message.manifestFile())));
            });
    messages.clear();
  }

  /** Bytes of all pieces and manifests. */
  public synchronized long storedBytes() {
    return messages.values().stream().mapToLong(StoredMessage::bytes).sum();
  }

  private Optional<StoredMessage> message(StepAddress step) {
    return Optional.ofNullable(messages.get(StoredMessage.key(step)));
  }

  private void found(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.startsWith(PART)) {
      delete(file);
    } else {
      StoredMessage.File.parse(name).ifPresent(found -> found(found, file));
    }
  }

  private void found(StoredMessage.File found, Path file) {
    long bytes = file.toFile().length();
    StoredMessage message =
        messages.computeIfAbsent(found.key(), k -> new StoredMessage(k, found.sender()));
    if (found.shard().isPresent()) {
      message.add(found.shard().getAsInt(), bytes);
    } else {
      message.commit(bytes);
    }
    quotas.apply(found.sender()).restore(bytes);
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
