package dev.tributary.protocol.secagg;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.SystemSource;
import dev.tributary.crypto.shamir.ShamirSharing;
import dev.tributary.crypto.shamir.Share;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A member's side of one attempt at one sum. Each method is called once, in the order in which they
 * stand here; what a step refuses ends the round for this member, which reveals nothing more. Not
 * thread-safe.
 */
public final class MemberRound {
  private static final byte[] NONE = {};

  private enum Due {
    SHARES,
    BUNDLE,
    MASK,
    LIST,
    SIGNATURES,
    NOTHING
  }

  private final SumMember member;
  private final Announcements keys;
  private final SumGroup group;
  private final SumRound round;
  private final byte[] roundDigest;
  private final SecretBytes[] shares;
  private Due due = Due.SHARES;
  private SecretBytes selfMask;
  private MemberSet sharers;
  private MemberSet survivors;

  MemberRound(SumMember member, SumRound round) {
    this.member = member;
    this.keys = member.announcements();
    this.group = keys.group();
    this.round = round;
    this.roundDigest = keys.digest(round);
    this.shares = new SecretBytes[group.size()];
  }

  /** Step 1, to the summing party: draws the self-mask and deals shares of its seed. */
  public SealedShares shares() {
    turn(Due.SHARES, Due.BUNDLE);
    SystemSource source = new SystemSource();
    selfMask = SecretBytes.random(ShamirSharing.LENGTH, source);
    List<Share> dealt = new ShamirSharing(group.threshold(), group.size()).share(selfMask, source);
    byte[][] sealed = new byte[group.size()][];
    byte[][] commitments = new byte[group.size()][];
    for (int holder = 0; holder < group.size(); holder++) {
      byte[] share = dealt.get(holder).value().reveal();
      commitments[holder] = ShareCommitment.of(roundDigest, member.place(), holder, share);
      sealed[holder] = holder == member.place() ? NONE : member.pair(holder).seal(round, share);
    }
    shares[member.place()] = dealt.get(member.place()).value();
    return new SealedShares(roundDigest, sealed, commitments);
  }

  /**
   * Step 2, from the summing party.
   *
   * @throws FederationException PEER for too few parties, or shares that are not of this round
   */
  public void receive(ShareBundle bundle) {
    turn(Due.BUNDLE, Due.NOTHING);
    if (!bundle.sharers().contains(member.place())) {
      throw FederationException.peer(group.summing(), "leaves this party out of %s", round);
    }
    requireEnough(bundle.sharers());
    bundle
        .sharers()
        .indices()
        .filter(dealer -> dealer != member.place())
        .forEach(dealer -> shares[dealer] = open(bundle, dealer));
    sharers = bundle.sharers();
    due = Due.MASK;
  }

  private SecretBytes open(ShareBundle bundle, int dealer) {
    SecretBytes share;
    try {
      share = SecretBytes.copyOf(member.pair(dealer).open(round, bundle.sealed()[dealer]));
    } catch (IOException e) {
      throw notItsShare(dealer);
    }
    if (share.length() != ShamirSharing.LENGTH
        || !ShareCommitment.holds(
            bundle.commitments()[dealer], roundDigest, dealer, member.place(), share)) {
      throw notItsShare(dealer);
    }
    return share;
  }

  private FederationException notItsShare(int dealer) {
    return FederationException.peer(
        group.members().get(dealer),
        "what came in its name through %s is no share for this party in %s: it is forged, of"
            + " another round, or of a party that %s told other totals before",
        group.summing(),
        round,
        group.summing());
  }

  /** Step 3: what this member adds to its vector before it sends it to the summing party. */
  public VectorMask mask() {
    turn(Due.MASK, Due.LIST);
    VectorMask mask = new VectorMask();
    mask.add(selfMask.reveal());
    selfMask.close();
    sharers
        .indices()
        .filter(peer -> peer != member.place())
        .forEach(
            peer -> {
              byte[] seed = member.pair(peer).seed(round, sharers);
              if (member.pair(peer).adds()) {
                mask.add(seed);
              } else {
                mask.subtract(seed);
              }
            });
    return mask;
  }

  /**
   * Steps 4 and 5: signs the list of survivors, the only one in this round.
   *
   * @return signature, to the summing party
   * @throws FederationException PEER for a list that is too short, leaves this party out though it
   *     has sent its vector, or has others than take part
   */
  public byte[] sign(MemberSet list) {
    turn(Due.LIST, Due.NOTHING);
    if (!list.contains(member.place()) || !list.isIn(sharers)) {
      throw FederationException.peer(
          group.summing(),
          "counts %s as survivors of %s, where %s takes part and has sent its vector",
          list.parties(group),
          round,
          group.members().get(member.place()));
    }
    requireEnough(list);
    survivors = list;
    due = Due.SIGNATURES;
    return keys.sign(member.signing(), round, sharers, survivors);
  }

  /**
   * Steps 6 and 7: opens the round, if enough members were shown the same list.
   *
   * @return to the summing party
   * @throws FederationException PEER for a signature that does not hold, for fewer than the
   *     threshold, and where the same inputs were opened over another set
   */
  public Unmasking reveal(SignatureList list) {
    turn(Due.SIGNATURES, Due.NOTHING);
    int signed = 0;
    for (int signer = 0; signer < group.size(); signer++) {
      byte[] signature = list.signatures()[signer];
      if (signature.length == 0) {
        continue;
      }
      if (!survivors.contains(signer)
          || !keys.verify(signer, signature, round, sharers, survivors)) {
        throw FederationException.peer(
            group.summing(),
            "shows a signature of %s that is not of the survivors shown here (%s of %s): it shows"
                + " parties different lists, or forges",
            group.members().get(signer),
            survivors.parties(group),
            round);
      }
      signed++;
    }
    if (signed < group.threshold()) {
      throw FederationException.peer(
          group.summing(),
          "shows %d signatures of the survivors of %s where the job asks for %d",
          signed,
          round,
          group.threshold());
    }
    member.opened().open(group, round, survivors);
    byte[][] values = new byte[group.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i);
    }
    Stream.of(shares).filter(Objects::nonNull).forEach(SecretBytes::close);
    return new Unmasking(values);
  }

  private byte[] value(int other) {
    if (!sharers.contains(other)) {
      return NONE;
    }
    return survivors.contains(other)
        ? shares[other].reveal()
        : member.pair(other).seed(round, sharers);
  }

  private void requireEnough(MemberSet set) {
    if (set.size() < group.minParties()) {
      throw FederationException.peer(
          group.summing(),
          "goes on with %d of %d parties in %s where the job asks for %d: %s",
          set.size(),
          group.size(),
          round,
          group.minParties(),
          set.parties(group));
    }
  }

  private void turn(Due now, Due next) {
    if (due != now) {
      throw new IllegalStateException("%s: %s is due, not %s".formatted(round, due, now));
    }
    due = next;
  }
}
