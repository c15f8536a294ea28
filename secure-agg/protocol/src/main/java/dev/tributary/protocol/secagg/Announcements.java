package dev.tributary.protocol.secagg;

import dev.tributary.crypto.aead.RunSigningKey;
import dev.tributary.crypto.prg.SeedTree;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;

/**
 * The keys of all members as one party was told them. Their {@link #digest} is part of every
 * derived key and every signature, so that parties who were told different ones cannot sum.
 * Immutable.
 */
public final class Announcements {
  private final SumGroup group;
  private final Announcement[] keys;
  private final byte[][] digests;
  private final byte[] digest;

  /**
   * @param all by member, the own among them
   * @throws FederationException PEER for a key that is none, or is another member's too
   */
  public Announcements(SumGroup group, Map<PartyId, Announcement> all) {
    if (all.size() != group.size()) {
      throw new IllegalArgumentException(
          "there must be an announcement of each member. Provided value: " + all.keySet());
    }
    this.group = group;
    keys = group.members().stream().map(all::get).toArray(Announcement[]::new);
    digests = new byte[keys.length][];
    for (int i = 0; i < keys.length; i++) {
      requireOwn(i);
      digests[i] =
          SeedTree.digest(SumGroup.SUITE + " keys", keys[i].agreement(), keys[i].signing());
    }
    byte[][] parts = Arrays.copyOf(digests, digests.length + 1);
    parts[digests.length] = group.digest();
    digest = SeedTree.digest(SumGroup.SUITE + " announcements", parts);
  }

  private void requireOwn(int i) {
    if (!RunSigningKey.isKey(keys[i].signing())) {
      throw FederationException.peer(
          group.members().get(i), "announced a signing key that is no point of the curve");
    }
    for (int other = 0; other < i; other++) {
      if (Arrays.equals(keys[i].signing(), keys[other].signing())
          || Arrays.equals(keys[i].agreement(), keys[other].agreement())) {
        throw FederationException.peer(
            group.members().get(i), "announced a key of %s as its own", group.members().get(other));
      }
    }
  }

  /** To every other member. */
  public Confirmation confirmation() {
    return new Confirmation(group.digest(), digests);
  }

  /**
   * Compares with what another member was told.
   *
   * @param self who compares
   * @throws FederationException PEER if it follows other rules, or a member has announced different
   *     keys to it and here
   */
  void compare(PartyId self, PartyId peer, Confirmation theirs) {
    if (!MessageDigest.isEqual(group.digest(), theirs.group())) {
      throw FederationException.peer(
          peer,
          "sums by other rules than %s by %s with a threshold of %d in this run; compare the job"
              + " files",
          group.members(),
          group.summing(),
          group.threshold());
    }
    for (int i = 0; i < digests.length; i++) {
      if (!MessageDigest.isEqual(digests[i], theirs.keys()[i])) {
        PartyId announcer = group.members().get(i);
        throw FederationException.peer(
            announcer.equals(self) ? peer : announcer,
            "keys for sums: %s says that %s announced others to it than were announced here; one of"
                + " the two is not to be trusted",
            peer,
            announcer);
      }
    }
  }

  SumGroup group() {
    return group;
  }

  Announcement of(int member) {
    return keys[member];
  }

  byte[] digest() {
    return digest.clone();
  }

  /** What tells one round of this run from all others. */
  byte[] digest(SumRound round) {
    return SeedTree.digest(SumGroup.SUITE + " round", digest, round.canonicalBytes());
  }

  /** Signs for a round that a list is the one this member was shown. */
  byte[] sign(RunSigningKey key, SumRound round, MemberSet sharers, MemberSet survivors) {
    return key.sign(domain(), statement(round, sharers, survivors));
  }

  boolean verify(
      int member, byte[] signature, SumRound round, MemberSet sharers, MemberSet survivors) {
    return RunSigningKey.verify(
        keys[member].signing(), domain(), statement(round, sharers, survivors), signature);
  }

  private static String domain() {
    return SumGroup.SUITE + "/survivors";
  }

  private byte[] statement(SumRound round, MemberSet sharers, MemberSet survivors) {
    return SeedTree.digest(domain(), digest(round), sharers.toBytes(), survivors.toBytes());
  }
}
