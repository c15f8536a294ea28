package dev.tributary.protocol.secagg;

import dev.tributary.crypto.aead.EphemeralKey;
import dev.tributary.crypto.aead.RunSigningKey;
import dev.tributary.crypto.prg.SeedTree;
import dev.tributary.crypto.shamir.ShamirSharing;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import java.util.function.IntUnaryOperator;

/**
 * Bytes of the messages of secure aggregation. Every length follows from the reader's own {@link
 * SumGroup} and from who is due; any other is a {@link MalformedMessageException}.
 */
public final class SumMessages {
  private static final int FORMAT = 1;
  private static final int DIGEST = SeedTree.SEED_BYTES;
  private static final int SLOT = Integer.BYTES + PairKey.SEALED;

  private SumMessages() {}

  /** Longest message of a group but for vectors, in bytes. */
  public static int maxLength(SumGroup group) {
    return 64 + MemberSet.length(group.size()) + group.size() * 2 * SLOT;
  }

  public static byte[] encode(Announcement keys) {
    return writer().bytes(keys.agreement()).bytes(keys.signing()).toByteArray();
  }

  public static Announcement announcement(byte[] message) {
    WireReader in = reader(message);
    byte[] agreement = exact(in, EphemeralKey.LENGTH);
    byte[] signing = exact(in, RunSigningKey.KEY_LENGTH);
    in.end();
    return new Announcement(agreement, signing);
  }

  public static byte[] encode(Confirmation heard) {
    return slots(writer().bytes(heard.group()), heard.keys()).toByteArray();
  }

  public static Confirmation confirmation(SumGroup group, byte[] message) {
    WireReader in = reader(message);
    byte[] rules = exact(in, DIGEST);
    byte[][] keys = slots(in, group, member -> DIGEST);
    in.end();
    return new Confirmation(rules, keys);
  }

  public static byte[] encode(SealedShares shares) {
    WireWriter out = writer().bytes(shares.round());
    return slots(slots(out, shares.sealed()), shares.commitments()).toByteArray();
  }

  /** Shares that {@code dealer} sends. */
  public static SealedShares shares(SumGroup group, PartyId dealer, byte[] message) {
    int own = group.index(dealer);
    WireReader in = reader(message);
    byte[] round = exact(in, DIGEST);
    byte[][] sealed = slots(in, group, holder -> holder == own ? 0 : PairKey.SEALED);
    byte[][] commitments = slots(in, group, holder -> ShareCommitment.LENGTH);
    in.end();
    return new SealedShares(round, sealed, commitments);
  }

  public static byte[] encode(ShareBundle bundle) {
    WireWriter out = writer().bytes(bundle.sharers().toBytes());
    return slots(slots(out, bundle.sealed()), bundle.commitments()).toByteArray();
  }

  /** Shares that {@code holder} gets. */
  public static ShareBundle bundle(SumGroup group, PartyId holder, byte[] message) {
    int own = group.index(holder);
    WireReader in = reader(message);
    MemberSet sharers = set(in, group);
    byte[][] sealed = slots(in, group, i -> i != own && sharers.contains(i) ? PairKey.SEALED : 0);
    byte[][] commitments =
        slots(in, group, i -> i != own && sharers.contains(i) ? ShareCommitment.LENGTH : 0);
    in.end();
    return new ShareBundle(sharers, sealed, commitments);
  }

  public static byte[] encode(MemberSet survivors) {
    return writer().bytes(survivors.toBytes()).toByteArray();
  }

  public static MemberSet survivors(SumGroup group, byte[] message) {
    WireReader in = reader(message);
    MemberSet survivors = set(in, group);
    in.end();
    return survivors;
  }

  public static byte[] encodeSignature(byte[] signature) {
    return writer().bytes(signature).toByteArray();
  }

  public static byte[] signature(byte[] message) {
    WireReader in = reader(message);
    byte[] signature = exact(in, RunSigningKey.LENGTH);
    in.end();
    return signature;
  }

  public static byte[] encode(SignatureList list) {
    MemberSet signers =
        MemberSet.where(list.signatures().length, i -> list.signatures()[i].length > 0);
    return slots(writer().bytes(signers.toBytes()), list.signatures()).toByteArray();
  }

  public static SignatureList signatures(SumGroup group, byte[] message) {
    WireReader in = reader(message);
    MemberSet signers = set(in, group);
    byte[][] list = slots(in, group, i -> signers.contains(i) ? RunSigningKey.LENGTH : 0);
    in.end();
    return new SignatureList(list);
  }

  public static byte[] encode(Unmasking answer) {
    return slots(writer(), answer.values()).toByteArray();
  }

  /**
   * An answer about a round.
   *
   * @param sharers of the round
   */
  public static Unmasking unmasking(SumGroup group, MemberSet sharers, byte[] message) {
    WireReader in = reader(message);
    byte[][] values = slots(in, group, i -> sharers.contains(i) ? ShamirSharing.LENGTH : 0);
    in.end();
    return new Unmasking(values);
  }

  private static WireWriter slots(WireWriter out, byte[][] values) {
    for (byte[] value : values) {
      out.bytes(value);
    }
    return out;
  }

  private static byte[][] slots(WireReader in, SumGroup group, IntUnaryOperator length) {
    byte[][] values = new byte[group.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = exact(in, length.applyAsInt(i));
    }
    return values;
  }

  private static MemberSet set(WireReader in, SumGroup group) {
    return MemberSet.fromBytes(in.bytes(MemberSet.length(group.size())), group.size());
  }

  private static byte[] exact(WireReader in, int length) {
    byte[] value = in.bytes(length);
    if (value.length != length) {
      throw new MalformedMessageException(
          "value must be %d bytes. Provided value: %d".formatted(length, value.length));
    }
    return value;
  }

  private static WireWriter writer() {
    return new WireWriter(FORMAT);
  }

  private static WireReader reader(byte[] message) {
    return new WireReader(message, FORMAT);
  }
}
