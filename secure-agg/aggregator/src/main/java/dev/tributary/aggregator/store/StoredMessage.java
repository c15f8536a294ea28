package dev.tributary.aggregator.store;

import dev.tributary.aggregator.quota.Stored;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which files of a message there are and how long they are; guarded by its store's lock. */
final class StoredMessage {
  private static final long NONE = -1;

  private final String key;
  private final PartyId sender;
  private long manifest = NONE;

  /** Lengths by shard; empty as long as there are none, since most messages were released. */
  private NavigableMap<Integer, Long> pieces = Collections.emptyNavigableMap();

  /** Sum of the lengths: who waits for a message asks for it often, and it may have a million. */
  private long pieceBytes;

  StoredMessage(String key, PartyId sender) {
    this.key = key;
    this.sender = sender;
  }

  /** SHA-256 of a message's address. */
  static String key(StepAddress step) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(step.canonicalBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  PartyId sender() {
    return sender;
  }

  String manifestFile() {
    return "m-" + key + "-" + sender;
  }

  String pieceFile(int shard) {
    return "p-" + key + "-" + shard + "-" + sender;
  }

  boolean committed() {
    return manifest != NONE;
  }

  boolean has(int shard) {
    return pieces.containsKey(shard);
  }

  /** Whether there is every piece from shard 0 to the last. */
  boolean gapless() {
    return pieces.isEmpty() || pieces.lastKey() < pieces.size();
  }

  long pieceBytes() {
    return pieceBytes;
  }

  /** Bytes of all its files. */
  long bytes() {
    return pieceBytes() + Math.max(0, manifest);
  }

  void add(int shard, long length) {
    if (pieces.isEmpty()) {
      pieces = new TreeMap<>();
    }
    Long before = pieces.put(shard, length);
    pieceBytes += length - (before == null ? 0 : before);
  }

  void commit(long length) {
    manifest = length;
  }

  /** Gives up all pieces. */
  void releasePieces(Stored quota, IntConsumer delete) {
    pieces.forEach(
        (shard, length) -> {
          delete.accept(shard);
          quota.release(length);
        });
    pieces = Collections.emptyNavigableMap();
    pieceBytes = 0;
  }

  /** Gives up the manifest, if there is one. */
  void releaseManifest(Stored quota, Runnable delete) {
    if (committed()) {
      delete.run();
      quota.release(manifest);
      manifest = NONE;
    }
  }

  /**
   * A file as its name tells of it.
   *
   * @param shard of a piece; empty for a manifest
   */
  record File(String key, PartyId sender, OptionalInt shard) {
    private static final Pattern NAME =
        Pattern.compile(
            "(?:m-([0-9a-f]{64})|p-([0-9a-f]{64})-([0-9]{1,7}))-([a-z][a-z0-9-]{0,62})");

    /** Reads a name; empty if it is none of a piece or a manifest. */
    static Optional<File> parse(String name) {
      Matcher parts = NAME.matcher(name);
      if (!parts.matches()) {
        return Optional.empty();
      }
      PartyId sender = new PartyId(parts.group(4));
      return Optional.of(
          parts.group(1) != null
              ? new File(parts.group(1), sender, OptionalInt.empty())
              : new File(parts.group(2), sender, OptionalInt.of(Integer.parseInt(parts.group(3)))));
    }
  }
}
