package dev.tributary.protocol.inmemory;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
  private FederationException aborted;
  private PartyId gaveUp;

  /** This party's end of the mailbox. */
  public Exchange exchange(PartyId self) {
    return new InMemoryExchange(this, self);
  }

  /** Plaintext bytes put so far by all parties. */
  public long bytesPut() {
    return bytes.get();
  }

  synchronized void put(MessageAddress address, byte[] plaintext) {
    checkEpoch(address.step());
    if (pieces.putIfAbsent(address, plaintext) == null) {
      bytes.addAndGet(plaintext.length);
    }
  }

  synchronized void commit(StepManifest manifest) {
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
      StepManifest manifest = manifests.get(step);
      if (manifest != null) {
        return manifest;
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
