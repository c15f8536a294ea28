package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.PartyId;
import java.util.List;

/**
 * What a sum came to.
 *
 * @param words one total per word of a party's vector, modulo 2^64
 * @param parties whose vectors are in it, in job order; fewer than all where some dropped out
 */
public record Total(long[] words, List<PartyId> parties) {
  public Total {
    parties = List.copyOf(parties);
  }
}
