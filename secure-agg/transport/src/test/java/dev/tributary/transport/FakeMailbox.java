package dev.tributary.transport;

import com.google.protobuf.ByteString;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What a mailbox holds of one run, as sealed as it came. */
final class FakeMailbox {
  private final Map<PartyId, ByteString> introductions = new TreeMap<>();
  private final Map<StepAddress, ByteString> manifests = new HashMap<>();
  private final Map<StepAddress, Integer> counts = new HashMap<>();
  private final Map<MessageAddress, ByteString> pieces = new HashMap<>();
  private final Set<PartyId> finished = new HashSet<>();
  private Set<PartyId> parties = new TreeSet<>();
  private FederationException aborted;
  private int epoch;

  synchronized void open(Set<PartyId> named) {
    parties = named;
  }

  synchronized void introduce(PartyId party, ByteString introduction) {
    introductions.put(party, introduction);
    notifyAll();
  }

  /** Introductions of all parties, or of fewer when the time is over. */
  synchronized Map<PartyId, ByteString> introductions(long millis) {
    await(millis, () -> introductions.keySet().containsAll(parties));
    return new TreeMap<>(introductions);
  }

  synchronized List<PartyId> missing() {
    return parties.stream().filter(party -> !introductions.containsKey(party)).toList();
  }

  /** The first complete put stands. */
  synchronized boolean put(MessageAddress address, ByteString sealed) {
    checkEpoch(address.step());
    live();
    return pieces.putIfAbsent(address, sealed) == null;
  }

  synchronized void commit(StepAddress step, ByteString sealed, int count) {
    checkEpoch(step);
    live();
    ByteString stands = manifests.putIfAbsent(step, sealed);
    if (stands != null && !stands.equals(sealed)) {
      throw FederationException.peer(step.from(), "committed another manifest before");
    }
    counts.put(step, count);
    notifyAll();
  }

  synchronized Optional<ByteString> manifest(StepAddress step, long millis) {
    await(millis, () -> manifests.containsKey(step));
    return Optional.ofNullable(manifests.get(step));
  }

  synchronized ByteString piece(MessageAddress address) {
    live();
    return Optional.ofNullable(pieces.get(address))
        .orElseThrow(() -> FederationException.peer(address.step().from(), "put no %s", address));
  }

  /** The first pieces of a message, if all are there and short enough. */
  synchronized List<ByteString> along(StepAddress step, int upTo) {
    List<ByteString> found = new ArrayList<>();
    int total = 0;
    for (int shard = 0; shard < counts.get(step); shard++) {
      ByteString piece = pieces.get(step.shard(shard));
      total += piece == null ? upTo + 1 : piece.size();
      if (total > upTo) {
        return List.of();
      }
      found.add(piece);
    }
    return found;
  }

  synchronized void release(StepAddress step) {
    pieces.keySet().removeIf(address -> address.step().equals(step));
  }

  /** Ends the run, unless it is over. */
  synchronized FederationException abort(String why, boolean agreed) {
    if (aborted == null) {
      aborted = new FederationException(agreed ? ErrorCode.USER : ErrorCode.PEER, why);
    }
    notifyAll();
    return aborted;
  }

  synchronized Optional<FederationException> aborted() {
    return Optional.ofNullable(aborted);
  }

  synchronized List<PartyId> finish(PartyId party, long millis) {
    live();
    finished.add(party);
    notifyAll();
    await(millis, () -> finished.containsAll(parties));
    return parties.stream().filter(other -> !finished.contains(other)).toList();
  }

  private void await(long millis, Supplier<Boolean> condition) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (!condition.get()) {
      live();
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void live() {
    if (aborted != null) {
      throw aborted;
    }
  }

  private void checkEpoch(StepAddress step) {
    epoch = Math.max(epoch, step.epoch());
    if (step.epoch() < epoch) {
      throw FederationException.resource("epoch %d is over", step.epoch());
    }
  }
}
