package dev.tributary.protocol.inmemory;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The meeting place of {@link InMemoryExchange}s: pieces, manifests and aborts of all parties in
 * one JVM. Thread-safe.
 */
public final class InMemoryMailbox {
  private final Map<MessageAddress, byte[]> pieces = new HashMap<>();
  private final Map<StepAddress, StepManifest> manifests = new HashMap<>();
  private final Map<RunId, Integer> epochs = new HashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final LossRule rule;
  private final List<PartyId> parties;
  private final Map<PartyId, Long> lost = new TreeMap<>();
  private FederationException aborted;
  private PartyId gaveUp;

  /** One whose run a loss ends. */
  public InMemoryMailbox() {
    this(LossRule.ENDS, List.of());
  }

  /**
   * One whose run goes on without parties that are lost.
   *
   * @param parties all of the run
   */
  public InMemoryMailbox(LossRule rule, List<PartyId> parties) {
    this.rule = rule;
    this.parties = List.copyOf(parties);
  }

  /** This party's end of the mailbox. */
  public Exchange exchange(PartyId self) {
    return new InMemoryExchange(this, self);
  }

  /** Does what happens when a party's process is killed and its lease is over. */
  public synchronized void lose(PartyId party) {
    lost.putIfAbsent(party, System.nanoTime());
    Collection<PartyId> all = parties.isEmpty() ? lost.keySet() : parties;
    Optional<String> end = rule.end(all, lost());
    if (aborted == null && end.isPresent()) {
      aborted = new FederationException(ErrorCode.PEER, end.get());
    }
    notifyAll();
  }

  /** For how long which parties have been lost. */
  synchronized Map<PartyId, Duration> lost() {
    Map<PartyId, Duration> since = new TreeMap<>();
    lost.forEach((party, nanos) -> since.put(party, Duration.ofNanos(System.nanoTime() - nanos)));
    return since;
  }

  synchronized void goOnWithout(PartyId by, PartyId party) {
    checkHere(by);
    if (rule.goesOn() && rule.needed().contains(by)) {
      lose(party);
    }
  }

  /** Plaintext bytes put so far by all parties. */
  public long bytesPut() {
    return bytes.get();
  }

  synchronized void put(MessageAddress address, byte[] plaintext) {
    checkHere(address.step().from());
    checkEpoch(address.step());
    if (pieces.putIfAbsent(address, plaintext) == null) {
      bytes.addAndGet(plaintext.length);
    }
  }

  synchronized void commit(StepManifest manifest) {
    checkHere(manifest.step().from());
    checkEpoch(manifest.step());
    StepManifest earlier = manifests.putIfAbsent(manifest.step(), manifest);
    if (earlier != null && !earlier.equals(manifest)) {
      throw new FederationException(
          ErrorCode.INTERNAL, "a different manifest was committed before at " + manifest.step());
    }
    notifyAll();
  }

  synchronized StepManifest await(StepAddress step, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      checkEpoch(step);
      if (aborted != null) {
        throw new FederationException(aborted.code(), aborted.getMessage());
      }
      checkHere(step.to());
      StepManifest manifest = manifests.get(step);
      if (manifest != null) {
        return manifest;
      }
      if (lost.containsKey(step.from())) {
        throw FederationException.lost(
            step.from(), "%s", LossRule.silence(step.from(), lost().get(step.from())));
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw FederationException.resource(
                "%s sent nothing at %s within %s; check that it is running",
                step.from(), step, timeout)
            .telling(PeerText.SILENT, step.from());
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw FederationException.resource("interrupted while waiting for %s", step)
            .telling(PeerText.INTERRUPTED);
      }
    }
  }

  synchronized byte[] piece(MessageAddress address) {
    checkEpoch(address.step());
    byte[] plaintext = pieces.get(address);
    if (plaintext == null) {
      throw FederationException.peer(
          address.step().from(), "committed %s without putting it", address);
    }
    return plaintext;
  }

  synchronized RuntimeException abort(PartyId party, RuntimeException own) {
    if (aborted == null && lost.containsKey(party)) {
      return own; // the others go on
    }
    if (aborted == null) {
      gaveUp = party;
      aborted =
          new FederationException(
              FederationException.isAgreed(own) ? ErrorCode.USER : ErrorCode.PEER,
              party.name() + " gave up: " + FederationException.reasonForPeers(own));
      notifyAll();
    }
    return party.equals(gaveUp) ? own : FederationException.first(aborted, own);
  }

  private void checkHere(PartyId party) {
    if (aborted == null && lost.containsKey(party)) {
      throw new FederationException(
          ErrorCode.PEER,
          "the run goes on without %s, which counts as lost; it can be in the next run"
              .formatted(party));
    }
  }

  private void checkEpoch(StepAddress step) {
    int current = epochs.merge(step.run(), step.epoch(), Math::max);
    if (step.epoch() < current) {
      throw FederationException.resource(
          "epoch %d of run %s is over, %d is current: this process belongs to a driver that was"
              + " restarted",
          step.epoch(), step.run(), current);
    }
  }
}
