package dev.tributary.protocol.secagg;

import dev.tributary.crypto.aead.EphemeralKey;
import dev.tributary.crypto.aead.RunSigningKey;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A member's side of a run: its keys, and what it has opened. One object per run and epoch, methods
 * in the order in which they stand here; sums begin once every other member has confirmed. Not
 * thread-safe.
 *
 * <p>Guarantees and leakage: see the README of this package.
 */
public final class SumMember implements AutoCloseable {
  private final SumGroup group;
  private final PartyId self;
  private final EphemeralKey agreement;
  private final RunSigningKey signing = new RunSigningKey();
  private final Set<PartyId> confirmed = new HashSet<>();
  private final OpenedSums opened;
  private Announcements announcements;
  private PairKey[] pairs;
  private boolean closed;

  /** Draws the keys of {@code self}, a member. */
  public SumMember(SumGroup group, PartyId self) {
    this(group, self, OpeningNotes.NONE);
  }

  /** The same in a run that may be started again. */
  public SumMember(SumGroup group, PartyId self, OpeningNotes notes) {
    this(group, self, new EphemeralKey(), notes);
  }

  SumMember(SumGroup group, PartyId self, EphemeralKey agreement) {
    this(group, self, agreement, OpeningNotes.NONE);
  }

  private SumMember(SumGroup group, PartyId self, EphemeralKey agreement, OpeningNotes notes) {
    group.index(self);
    this.opened = new OpenedSums(group.size(), notes);
    this.agreement = agreement;
    this.group = group;
    this.self = self;
  }

  /** To every other member and to the summing party. */
  public Announcement announcement() {
    return new Announcement(agreement.publicKey(), signing.publicKey());
  }

  /**
   * Takes the others' announcements, once.
   *
   * @return what was heard, to every other member
   * @throws FederationException PEER for keys that cannot be
   */
  public Confirmation receive(Map<PartyId, Announcement> others) {
    if (announcements != null) {
      throw new IllegalStateException("announcements received a second time");
    }
    Map<PartyId, Announcement> all = new HashMap<>(others);
    all.put(self, announcement());
    announcements = new Announcements(group, all);
    pairs = new PairKey[group.size()];
    int place = group.index(self);
    for (int peer = 0; peer < pairs.length; peer++) {
      if (peer != place) {
        pairs[peer] = new PairKey(agree(peer), announcements, place, peer);
      }
    }
    agreement.destroy();
    return announcements.confirmation();
  }

  private byte[] agree(int peer) {
    try {
      return agreement.agree(announcements.of(peer).agreement());
    } catch (IllegalArgumentException e) {
      throw FederationException.peer(
          group.members().get(peer), "announced a key for sums that is none");
    }
  }

  /**
   * Compares with what another member heard.
   *
   * @throws FederationException PEER if somebody was told something else
   */
  public void confirm(PartyId peer, Confirmation theirs) {
    group.index(peer);
    announcements().compare(self, peer, theirs);
    confirmed.add(peer);
  }

  /** All members' keys; the summing party needs them too. */
  public Announcements announcements() {
    if (announcements == null) {
      throw new IllegalStateException("announcements asked for before they were received");
    }
    return announcements;
  }

  /**
   * Begins a sum, or another attempt at the latest one, after which earlier attempts cannot be
   * opened any more.
   */
  public MemberRound begin(SumRound round) {
    if (closed) {
      throw new IllegalStateException("the sums of this run have ended at " + self);
    }
    if (confirmed.size() != group.size() - 1) {
      throw new IllegalStateException("a sum begun before every other member has confirmed");
    }
    opened.begin(round);
    return new MemberRound(this, round);
  }

  int place() {
    return group.index(self);
  }

  PairKey pair(int peer) {
    return pairs[peer];
  }

  RunSigningKey signing() {
    return signing;
  }

  OpenedSums opened() {
    return opened;
  }

  /** Ends the keys; sums under way cannot go on. */
  @Override
  public void close() {
    agreement.destroy();
    signing.destroy();
    pairs = null;
    closed = true;
  }
}
