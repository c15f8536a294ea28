package dev.tributary.protocol.secagg;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.shamir.InconsistentSharesException;
import dev.tributary.crypto.shamir.ShamirSharing;
import dev.tributary.crypto.shamir.Share;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PeerText;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The summing party's side of one attempt at one sum. It takes what members send, in the order of
 * the methods; asking for what follows from a step ends that step, and who has not sent by then has
 * dropped out. The vectors themselves are added by the caller, block by block. Not thread-safe.
 *
 * <p>Methods throw {@link FederationException} PEER for messages that cannot be, and once too few
 * members are left.
 */
public final class SummingRound {
  private static final byte[] NONE = {};

  private final SumGroup group;
  private final Announcements keys;
  private final SumRound round;
  private final byte[] roundDigest;
  private final SealedShares[] shares;
  private final boolean[] vectors;
  private final byte[][] signatures;
  private final Unmasking[] unmaskings;
  private MemberSet sharers;
  private MemberSet survivors;
  private MemberSet signers;
  private boolean opened;

  public SummingRound(Announcements keys, SumRound round) {
    this.keys = keys;
    this.group = keys.group();
    this.round = round;
    this.roundDigest = keys.digest(round);
    this.shares = new SealedShares[group.size()];
    this.vectors = new boolean[group.size()];
    this.signatures = new byte[group.size()][];
    this.unmaskings = new Unmasking[group.size()];
  }

  /** Step 1. */
  public void receiveShares(PartyId from, SealedShares message) {
    int dealer = group.index(from);
    require(sharers == null && shares[dealer] == null, "shares of " + from);
    if (!MessageDigest.isEqual(roundDigest, message.round())) {
      throw FederationException.peer(
          from,
          "sums something else than %s: another purpose, length or round; its columns or job"
              + " differ, or it was told other totals before",
          round);
    }
    shares[dealer] = message;
  }

  /** Those whose shares are here, who make up the round. */
  public MemberSet sharers() {
    if (sharers == null) {
      sharers = enough(MemberSet.where(group.size(), i -> shares[i] != null), group.minParties());
    }
    return sharers;
  }

  /** Step 2, to one of the {@link #sharers}. */
  public ShareBundle bundle(PartyId to) {
    int holder = group.index(to);
    require(sharers().contains(holder) && survivors == null, "shares for " + to);
    byte[][] sealed = new byte[group.size()][];
    byte[][] commitments = new byte[group.size()][];
    for (int dealer = 0; dealer < group.size(); dealer++) {
      boolean due = dealer != holder && sharers.contains(dealer);
      sealed[dealer] = due ? shares[dealer].sealed()[holder] : NONE;
      commitments[dealer] = due ? shares[dealer].commitments()[holder] : NONE;
    }
    return new ShareBundle(sharers, sealed, commitments);
  }

  /** Step 3: all words of a member's masked vector are here and in the sum. */
  public void receiveVector(PartyId from) {
    int place = group.index(from);
    require(
        sharers != null && sharers.contains(place) && survivors == null && !vectors[place],
        "a vector of " + from);
    vectors[place] = true;
  }

  /** Step 4, to all of them: those whose vectors are in the sum. */
  public MemberSet survivors() {
    if (survivors == null) {
      survivors = enough(MemberSet.where(group.size(), i -> vectors[i]), group.minParties());
    }
    return survivors;
  }

  /** Step 5. */
  public void receiveSignature(PartyId from, byte[] signature) {
    int signer = group.index(from);
    require(
        survivors != null
            && survivors.contains(signer)
            && signers == null
            && signatures[signer] == null,
        "a signature of " + from);
    if (!keys.verify(signer, signature, round, sharers, survivors)) {
      throw FederationException.peer(
          from, "signed another list than the survivors of %s it was sent", round);
    }
    signatures[signer] = signature;
  }

  /**
   * Whether somebody who has not signed left the round when others had dropped out of it before, so
   * that it cannot be opened. Nothing is revealed then, and the sum may be attempted again over
   * those who have signed. Ends step 5.
   */
  public boolean mustRepeat() {
    return signers == null
        && sharers.without(survivors).size() > 0
        && survivors.without(signed()).size() > 0;
  }

  private MemberSet signed() {
    return MemberSet.where(group.size(), i -> signatures[i] != null);
  }

  /**
   * Step 6, to every signer.
   *
   * @throws FederationException also where somebody left whose pair seeds with drop-outs are
   *     needed: nothing is revealed then, and the sum may be attempted again
   */
  public SignatureList signatures() {
    if (signers == null) {
      MemberSet all = enough(signed(), group.threshold());
      requireSeeds(all);
      signers = all;
    }
    byte[][] list = new byte[group.size()][];
    for (int i = 0; i < list.length; i++) {
      list[i] = signers.contains(i) ? signatures[i] : NONE;
    }
    return new SignatureList(list);
  }

  /** Step 7. */
  public void receiveUnmasking(PartyId from, Unmasking message) {
    int holder = group.index(from);
    require(
        signers != null && signers.contains(holder) && !opened && unmaskings[holder] == null,
        "an answer of " + from);
    survivors.indices().forEach(dealer -> requireShare(holder, dealer, message));
    unmaskings[holder] = message;
  }

  private void requireShare(int holder, int dealer, Unmasking message) {
    SecretBytes share = SecretBytes.copyOf(message.values()[dealer]);
    if (!ShareCommitment.holds(
        shares[dealer].commitments()[holder], roundDigest, dealer, holder, share)) {
      throw FederationException.peer(
          group.members().get(holder),
          "reveals a share that %s did not deal in %s: it is forged, or of another round",
          group.members().get(dealer),
          round);
    }
  }

  /**
   * Step 8: what must be added to the sum of the survivors' vectors to make the total, once.
   *
   * @throws FederationException also where a survivor left before it revealed its pair seeds with
   *     drop-outs: the vectors stay hidden, and only the same survivors can open the sum later
   */
  public VectorMask opening() {
    require(signers != null && !opened, "the total");
    MemberSet answered =
        enough(MemberSet.where(group.size(), i -> unmaskings[i] != null), group.threshold());
    requireSeeds(answered);
    opened = true;
    VectorMask opening = new VectorMask();
    survivors.indices().forEach(dealer -> opening.subtract(selfMask(dealer, answered)));
    sharers
        .without(survivors)
        .indices()
        .forEach(lost -> answered.indices().forEach(holder -> takeBack(opening, holder, lost)));
    return opening;
  }

  private byte[] selfMask(int dealer, MemberSet answered) {
    List<Share> held = new ArrayList<>();
    answered
        .indices()
        .forEach(
            holder ->
                held.add(
                    new Share(
                        holder + 1, SecretBytes.copyOf(unmaskings[holder].values()[dealer]))));
    try {
      return new ShamirSharing(group.threshold(), group.size()).reconstruct(held).reveal();
    } catch (InconsistentSharesException e) {
      throw FederationException.peer(
          group.members().get(dealer), "dealt shares in %s that are not of one seed", round);
    }
  }

  /** A survivor added its mask with the lost member if it stands before it, else subtracted. */
  private void takeBack(VectorMask opening, int holder, int lost) {
    byte[] seed = unmaskings[holder].values()[lost];
    if (holder < lost) {
      opening.subtract(seed);
    } else {
      opening.add(seed);
    }
  }

  /** Where somebody has dropped out, each survivor alone can take back its mask with it. */
  private void requireSeeds(MemberSet present) {
    MemberSet lost = sharers.without(survivors);
    MemberSet missing = survivors.without(present);
    if (lost.size() > 0 && missing.size() > 0) {
      throw FederationException.peer(
              missing.parties(group).get(0),
              "left while %s was being opened, after %s had dropped out: the total cannot be made from"
                  + " what the others hold",
              round,
              lost.parties(group))
          .telling(PeerText.LOST);
    }
  }

  private MemberSet enough(MemberSet present, int fewest) {
    if (present.size() < fewest) {
      List<PartyId> missing =
          MemberSet.where(group.size(), i -> !present.contains(i)).parties(group);
      throw FederationException.peer(
              missing.get(0),
              "too few parties are left for %s: %d of %d where the job asks for %d; missing are %s",
              round,
              present.size(),
              group.size(),
              fewest,
              missing)
          .telling(PeerText.LOST);
    }
    return present;
  }

  private static void require(boolean right, String what) {
    if (!right) {
      throw new IllegalStateException(what + " asked for, or received, out of turn");
    }
  }
}
