package dev.tributary.aggregator.session;

import dev.tributary.aggregator.store.PartFile;
import dev.tributary.aggregator.store.RunStore;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The messages of a session: who may send and receive which, and in which epoch. Every method that
 * a party calls needs a run under way. Thread-safe: the session's monitor is the one lock of both.
 */
public final class Mailbox {
  private final Session session;
  private final RunStore store;
  private int epoch;
  private String lastStep = "";

  Mailbox(Session session, RunStore store, int epoch) {
    this.session = session;
    this.store = store;
    this.epoch = epoch;
  }

  /**
   * Starts a piece.
   *
   * @return empty if a complete one stands
   */
  public Optional<PartFile> beginPut(PartyId caller, MessageAddress address) {
    synchronized (session) {
      checkSender(caller, address.step());
      return store.settled(address) ? Optional.empty() : Optional.of(store.begin(caller));
    }
  }

  /** Refuses more of a piece whose run is over, so that its sender hears of it now. */
  public void checkUnderWay(PartyId caller) {
    synchronized (session) {
      session.active(caller);
    }
  }

  /** Ends a piece; false if another put was first. */
  public boolean completePut(PartyId caller, PartFile part, MessageAddress address) {
    synchronized (session) {
      Member sender = session.active(caller);
      checkEpoch(address.step());
      sender.putBytes += part.length();
      return store.publish(part, address);
    }
  }

  /** Makes a message visible; false if it was. */
  public boolean commit(PartyId caller, StepAddress step, byte[] sealedManifest) {
    synchronized (session) {
      checkSender(caller, step);
      if (store.stands(step, sealedManifest)) {
        return false;
      }
    }
    // Room for it may come only when the others release what they have read, so no lock is held.
    PartFile part = store.begin(caller, sealedManifest);
    try {
      synchronized (session) {
        checkSender(caller, step);
        if (store.stands(step, sealedManifest)) {
          part.discard();
          return false;
        }
        store.commit(step, part);
        lastStep = step.step();
        session.notifyAll();
        return true;
      }
    } catch (RuntimeException e) {
      part.discard();
      throw e;
    }
  }

  /**
   * Waits for a message's manifest; empty if it has not come, at once if its sender is lost.
   *
   * @param before how long the caller has waited for it in calls before this one, as it says; a
   *     status shows the sum
   */
  public Optional<byte[]> await(PartyId caller, StepAddress step, Duration wait, Duration before) {
    synchronized (session) {
      Member receiver = checkReceiver(caller, step);
      Member sender = session.member(step.from());
      Wait noted = Wait.begun(step, before);
      receiver.waits(noted);
      try {
        session.waitUntil(
            () -> step.epoch() < epoch || sender.lost() || store.manifest(step).isPresent(),
            receiver,
            wait);
      } finally {
        receiver.waitsNoMore(noted);
      }
      checkReceiver(caller, step);
      return store.manifest(step);
    }
  }

  /** A committed piece, opened for its addressee, who closes it. */
  public FileChannel piece(PartyId caller, MessageAddress address) {
    synchronized (session) {
      StepAddress step = address.step();
      checkReceiver(caller, step);
      if (store.manifest(step).isEmpty()) {
        throw FederationException.peer(step.from(), "has not committed %s", step);
      }
      return store
          .piece(address)
          .orElseThrow(
              () ->
                  FederationException.peer(
                      step.from(), "committed %s without this piece, or it was released", address));
    }
  }

  /**
   * The sealed pieces of a committed message from shard 0 on, for its addressee; none if they have
   * more bytes than {@code most} together.
   */
  public List<byte[]> shortPieces(PartyId caller, StepAddress step, int most) {
    synchronized (session) {
      Member receiver = checkReceiver(caller, step);
      List<byte[]> pieces = store.shortPieces(step, most);
      pieces.forEach(piece -> receiver.fetchedBytes += piece.length);
      return pieces;
    }
  }

  /** Counts what an addressee took. */
  public void fetched(PartyId caller, long bytes) {
    synchronized (session) {
      session.member(caller).fetchedBytes += bytes;
    }
  }

  /** Deletes a message's pieces, at its receiver's word. */
  public void release(PartyId caller, StepAddress step) {
    synchronized (session) {
      session.active(caller);
      checkMine("receive as", caller, step.to());
      store.release(step);
    }
  }

  /** Bytes stored or being written. */
  public long storedBytes() {
    return store.storedBytes();
  }

  /** Highest epoch of which a message has come; the caller holds the session's lock. */
  int epoch() {
    return epoch;
  }

  /** Step last committed, or empty; the caller holds the session's lock. */
  String lastStep() {
    return lastStep;
  }

  /** Deletes all messages; the caller holds the session's lock. */
  void clear() {
    store.clear();
  }

  private void checkSender(PartyId caller, StepAddress step) {
    session.active(caller);
    checkMine("send as", caller, step.from());
    session.member(step.to());
    checkEpoch(step);
  }

  private Member checkReceiver(PartyId caller, StepAddress step) {
    Member receiver = session.active(caller);
    checkMine("receive as", caller, step.to());
    session.member(step.from());
    checkEpoch(step);
    return receiver;
  }

  private static void checkMine(String what, PartyId caller, PartyId party) {
    if (!caller.equals(party)) {
      throw FederationException.user("%s may not %s %s", caller, what, party);
    }
  }

  private void checkEpoch(StepAddress step) {
    if (step.epoch() < epoch) {
      throw FederationException.resource(
          "epoch %d of run %s is over, %d is current: this process belongs to a driver that was"
              + " restarted",
          step.epoch(), session.run(), epoch);
    }
    if (step.epoch() > epoch) {
      epoch = step.epoch();
      session.changed();
    }
  }
}
