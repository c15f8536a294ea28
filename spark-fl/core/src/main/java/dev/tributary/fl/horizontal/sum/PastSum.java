package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.SumRound;
import dev.tributary.protocol.secagg.ToldTotals;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a sum ended, as a party was told.
 *
 * @param end whether it was opened
 * @param purpose what was summed
 * @param attempt the last one
 * @param left over whom, or who was left where others were asked for
 * @param words length of the vectors
 * @param total where it was opened and is kept
 */
public record PastSum(
    End end, String purpose, int attempt, List<PartyId> left, int words, Optional<long[]> total) {
  private static final int FORMAT = 1;
  private static final int LONGEST_NAME = 1000;
  private static final int MOST_PARTIES = 1000;

  /** Ways in which sums end that do not end their run. */
  public enum End {
    OPENED(0),
    /** Other parties were left than were asked for. */
    UNOPENED(1),
    /** In pieces on executors, which no journal keeps. */
    IN_PIECES(2);

    private final int code;

    End(int code) {
      this.code = code;
    }

    /** In messages and journals. */
    int code() {
      return code;
    }

    static End of(int code) {
      return Stream.of(values())
          .filter(end -> end.code == code)
          .findFirst()
          .orElseThrow(() -> new MalformedMessageException("a sum ends in no such way: " + code));
    }
  }

  public PastSum {
    left = List.copyOf(left);
    if (total.isPresent() != (end == End.OPENED)
        || total.stream().anyMatch(t -> t.length != words)) {
      throw new IllegalArgumentException(
          "a sum has a total of its length where it was opened. Provided value: %s of %d words"
              .formatted(end, words));
    }
  }

  /** How it ended and over whom, which messages and journals begin with. */
  WireWriter head() {
    WireWriter out = new WireWriter(FORMAT).u8(end.code()).i32(attempt).i32(left.size());
    left.forEach(party -> out.string(party.name()));
    return out;
  }

  /** For a journal. */
  public byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * total.map(t -> t.length).orElse(0));
    total.ifPresent(bytes.asLongBuffer()::put);
    return head().string(purpose).i32(words).bytes(bytes.array()).toByteArray();
  }

  /**
   * Reads what a journal keeps.
   *
   * @throws MalformedMessageException if it is none
   */
  public static PastSum fromBytes(byte[] kept) {
    WireReader in = new WireReader(kept, FORMAT);
    try {
      End end = End.of(in.u8());
      int attempt = in.i32(0, MOST_PARTIES);
      int size = in.i32(0, MOST_PARTIES);
      List<PartyId> left = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        left.add(new PartyId(in.string(LONGEST_NAME)));
      }
      String purpose = in.string(LONGEST_NAME);
      int words = in.i32(1, Integer.MAX_VALUE);
      ByteBuffer bytes = ByteBuffer.wrap(in.bytes(Integer.MAX_VALUE));
      in.end();
      long[] total = new long[bytes.remaining() / Long.BYTES];
      bytes.asLongBuffer().get(total);
      if (bytes.remaining() % Long.BYTES != 0) {
        throw new MalformedMessageException("a total must be of whole words");
      }
      return new PastSum(
          end,
          purpose,
          attempt,
          left,
          words,
          end == End.OPENED || total.length > 0 ? Optional.of(total) : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }

  static PastSum of(RoundEnd<?> end) {
    Optional<long[]> kept = end.total().flatMap(SumVector::kept);
    return new PastSum(
        kept.isPresent() ? End.OPENED : end.total().isPresent() ? End.IN_PIECES : End.UNOPENED,
        end.round().purpose(),
        end.round().attempt(),
        end.left(),
        (int) end.round().words(),
        kept);
  }

  /** The end of the same sum in a run that was started again. */
  <V extends SumVector<V>> RoundEnd<V> again(int sum, V own, ToldTotals told) {
    SumRound round = new SumRound(sum, attempt, purpose, words, told.digest());
    return total.isPresent()
        ? RoundEnd.of(round, left, own.instead(total.get()))
        : RoundEnd.ofOthers(round, left);
  }
}
