package dev.tributary.fl.mixed;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.StreamSource;
import dev.tributary.crypto.random.SystemSource;
import dev.tributary.fl.feature.BlockLayout;
import dev.tributary.fl.horizontal.stats.JointCuts;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.tree.Sampling;
import dev.tributary.fl.vertical.tree.SecretSampling;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import java.math.BigInteger;
import java.util.random.RandomGenerator;

/**
 * What the feature parties of a slot have and no label party: how their columns are dealt to
 * blocks, the order of their candidates, and which columns a round draws all follow from it. Made
 * afresh for every training by the first of them, which sends it to the others over the sealed
 * channel of the two; neither a label party nor the aggregator can read it.
 *
 * <p>Whoever has it, as a label party that colludes with any party of the slot does, knows what
 * every candidate of all of them means. Prints nothing.
 */
public final class SlotKey {
  private static final String STEP = "mixed/slot-key";
  private static final int FORMAT = 1;
  private static final int BYTES = SamplingSecret.BYTES;
  private static final int MAX_LENGTH = 16 + BYTES;

  /** Bins of a block at a party that has all rows, about. */
  private static final long BLOCK_BYTES = 32L << 20;

  /** Blocks of a small table; each is a task of every level. */
  private static final int FEWEST_BLOCKS = 16;

  private final SamplingSecret secret;

  private SlotKey(byte[] key) {
    this.secret = SamplingSecret.of(SecretBytes.copyOf(key));
  }

  /** The key of a party that is its slot. */
  public static SlotKey alone() {
    return new SlotKey(new SystemSource().bytes(BYTES));
  }

  /**
   * The key of a slot; all of its parties call at the same time.
   *
   * @param slot session of these parties
   */
  public static SlotKey share(FederatedSession slot) {
    PartyId first = slot.parties().get(0);
    if (!slot.self().equals(first)) {
      return new SlotKey(
          PeerMessages.receive(slot, slot.from(first, 0, STEP), MAX_LENGTH, SlotKey::decode));
    }
    byte[] made = new SystemSource().bytes(BYTES);
    for (PartyId party : slot.parties()) {
      if (!party.equals(first)) {
        slot.exchange().send(slot.to(party, 0, STEP), encode(made));
      }
    }
    return new SlotKey(made);
  }

  static byte[] encode(byte[] key) {
    return new WireWriter(FORMAT).bytes(key).toByteArray();
  }

  /** Reads the message strictly. */
  static byte[] decode(byte[] message) {
    WireReader in = new WireReader(message, FORMAT);
    byte[] key = in.bytes(BYTES);
    in.end();
    if (key.length != BYTES) {
      throw new MalformedMessageException(
          "a slot's key must have " + BYTES + " bytes. Provided value: " + key.length + " bytes");
    }
    return key;
  }

  /**
   * Which features share a block, at all parties of the slot.
   *
   * @param rows that train, of all groups together, as {@link JointCuts} has them: no party has
   *     more
   */
  public BlockLayout blocks(int features, long rows) {
    long bySize = (Math.multiplyExact(rows, features) + BLOCK_BYTES - 1) / BLOCK_BYTES;
    int count = (int) Math.min(features, Math.max(FEWEST_BLOCKS, bySize));
    return BlockLayout.random(features, count, new Draws(secret.stream("blocks", 0, 0)));
  }

  /** The order of the candidates, at all parties of the slot. */
  public CandidateOrder order(CandidateLayout layout) {
    return CandidateOrder.shared(
        layout, secret.stream("order", 0, 0).bytes(StreamSource.SEED_BYTES));
  }

  /** Which columns a round draws, at all parties of the slot. */
  public Sampling sampling(TreeParameters parameters) {
    return new SecretSampling(parameters, secret);
  }

  @Override
  public String toString() {
    return "SlotKey";
  }

  /** The same draws in every release of Java. */
  private record Draws(StreamSource stream) implements RandomGenerator {
    @Override
    public long nextLong() {
      return new BigInteger(stream.bytes(Long.BYTES)).longValue();
    }

    @Override
    public int nextInt(int bound) {
      return stream.below(BigInteger.valueOf(bound)).intValue();
    }
  }
}
