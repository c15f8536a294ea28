package dev.tributary.protocol.secagg;

import dev.tributary.protocol.PartyId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a party has been told in the sums of a run: how each ended, over whom, and the total, as one
 * running SHA-256. It is part of every later {@link SumRound}, so that parties whom the summing
 * party told different things have different masks and seals, and no later sum of theirs opens.
 * Without it a false total, told to some, steers what they put into the next sum until the rest of
 * its total is one party's vector. Not thread-safe.
 */
public final class ToldTotals {
  private static final int CHUNK = 8192;

  private byte[] digest = new byte[32];

  /** For the rounds of the next sum: 64 hexadecimal digits. */
  public String digest() {
    return HexFormat.of().formatHex(digest);
  }

  /** Notes a total over some parties. */
  public void opened(SumRound round, List<PartyId> over, long[] total) {
    MessageDigest next = begun("opened", round, over);
    update(next, total);
    digest = next.digest();
  }

  /**
   * Notes a total in pieces.
   *
   * @param pieces the {@link #digest} of each, in order
   */
  public void opened(SumRound round, List<PartyId> over, List<byte[]> pieces) {
    MessageDigest next = begun("opened in pieces", round, over);
    next.update(ByteBuffer.allocate(4).putInt(pieces.size()).array());
    pieces.forEach(next::update);
    digest = next.digest();
  }

  /** SHA-256 of one piece of a total. */
  public static byte[] digest(long[] piece) {
    MessageDigest of = sha256();
    update(of, piece);
    return of.digest();
  }

  private static void update(MessageDigest digest, long[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    LongBuffer words = bytes.asLongBuffer();
    for (int from = 0; from < vector.length; from += CHUNK) {
      int count = Math.min(CHUNK, vector.length - from);
      words.clear().put(vector, from, count);
      digest.update(bytes.array(), 0, Long.BYTES * count);
    }
  }

  /** Notes a sum that was not opened, since these were left and others were asked for. */
  public void unopened(SumRound round, List<PartyId> left) {
    digest = begun("unopened", round, left).digest();
  }

  private MessageDigest begun(String how, SumRound round, List<PartyId> parties) {
    MessageDigest next = sha256();
    next.update(digest);
    next.update(framed(how));
    next.update(ByteBuffer.allocate(4).putInt(parties.size()).array());
    parties.forEach(party -> next.update(framed(party.name())));
    byte[] of = round.canonicalBytes();
    next.update(ByteBuffer.allocate(4).putInt(of.length).array());
    next.update(of);
    return next;
  }

  private static byte[] framed(String text) {
    byte[] bytes = SumGroup.utf8(text);
    return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
