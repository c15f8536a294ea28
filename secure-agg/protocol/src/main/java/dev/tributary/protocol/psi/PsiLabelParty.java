package dev.tributary.protocol.psi;

import dev.tributary.crypto.ec.MaskingKey;
import dev.tributary.protocol.PartyId;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The label party with all ids in memory. Learns its overlap with every feature party; see {@link
 * PsiFeatureParty} for the other side. One object per run and epoch, used once: {@link
 * #maskedPoints}, then for every feature party {@link #receivePoints} and {@link #receiveTokens},
 * then {@link #outcome} and what follows from it. Not thread-safe.
 */
public final class PsiLabelParty {
  private final MaskingKey key;
  private final OwnIds own;
  private final long minIntersection;
  private final Map<PartyId, Map<Token, Location>> theirs = new HashMap<>();
  private final Map<PartyId, Location[]> matches = new LinkedHashMap<>();
  private int[] rowRanks;

  /**
   * @param ids encoded ids, distinct
   * @param minIntersection fewest common ids that the parties accept, at least 1
   */
  public PsiLabelParty(List<byte[]> ids, long minIntersection, SecureRandom random) {
    if (minIntersection < 1) {
      throw new IllegalArgumentException(
          "minimum intersection must be at least 1. Provided value: " + minIntersection);
    }
    this.minIntersection = minIntersection;
    key = MaskingKey.random(random);
    own = new OwnIds(ids, key);
  }

  /** Round 1: to every feature party, the same points. */
  public List<MaskedPoints> maskedPoints() {
    return own.points();
  }

  /** Round 1: a feature party's points, all pieces in order. */
  public void receivePoints(PartyId party, List<MaskedPoints> pieces) {
    requireState(rowRanks == null && !theirs.containsKey(party), "points of " + party);
    PointMasker masker = new PointMasker(key);
    Map<Token, Location> tokens = new HashMap<>();
    for (int piece = 0; piece < pieces.size(); piece++) {
      MatchTokens again = masker.maskAgain(pieces.get(piece));
      for (int i = 0; i < again.size(); i++) {
        tokens.put(new Token(again.high(i), again.low(i)), new Location(piece, i));
      }
    }
    theirs.put(party, tokens);
  }

  /**
   * Round 2: a feature party's answer to the points, all pieces in order.
   *
   * @throws InconsistentPeerException if two answers are equal, or sizes are not those of the
   *     points
   */
  public void receiveTokens(PartyId party, List<MatchTokens> pieces) {
    requireState(theirs.containsKey(party) && !matches.containsKey(party), "tokens of " + party);
    if (pieces.size() != own.pieces()) {
      throw new InconsistentPeerException("answered another number of pieces than were sent");
    }
    Location[] found = new Location[own.size()];
    Set<Location> seen = new HashSet<>();
    for (int piece = 0; piece < pieces.size(); piece++) {
      MatchTokens tokens = pieces.get(piece);
      if (tokens.size() != own.sizeOf(piece)) {
        throw new InconsistentPeerException("answered another number of points than were sent");
      }
      for (int i = 0; i < tokens.size(); i++) {
        Location match = theirs.get(party).get(new Token(tokens.high(i), tokens.low(i)));
        if (match != null && !seen.add(match)) {
          throw new InconsistentPeerException("answered two different points alike");
        }
        found[own.rank(piece, i)] = match;
      }
    }
    matches.put(party, found);
  }

  /** Ids in common with one feature party; the label party alone learns this. */
  public long overlap(PartyId party) {
    long count = 0;
    for (Location match : matches.get(party)) {
      count += match == null ? 0 : 1;
    }
    return count;
  }

  /** Round 3: to every feature party that has answered. */
  public PsiOutcome outcome() {
    requireState(rowRanks == null && !matches.isEmpty(), "the outcome");
    List<Integer> common = new ArrayList<>();
    for (int rank = 0; rank < own.size(); rank++) {
      int r = rank;
      if (matches.values().stream().allMatch(found -> found[r] != null)) {
        common.add(rank);
      }
    }
    rowRanks = common.stream().mapToInt(Integer::intValue).toArray();
    return rowRanks.length < minIntersection
        ? PsiOutcome.tooFew()
        : new PsiOutcome(rowRanks.length);
  }

  /** Common ids of all parties; this party's side of a refusal. */
  public int commonIds() {
    requireState(rowRanks != null, "the number of common ids");
    return rowRanks.length;
  }

  /** Round 3: to one feature party. */
  public List<RowAssignment> assignments(PartyId party) {
    requireEnough();
    List<int[]> entries = new ArrayList<>();
    for (int row = 0; row < rowRanks.length; row++) {
      Location match = matches.get(party)[rowRanks[row]];
      entries.add(new int[] {match.piece, match.position, row});
    }
    entries.sort(
        (a, b) -> a[0] != b[0] ? Integer.compare(a[0], b[0]) : Integer.compare(a[1], b[1]));
    List<RowAssignment> pieces = new ArrayList<>();
    for (int start = 0; start < entries.size(); start += RowAssignment.MAX_ROWS) {
      List<int[]> piece =
          entries.subList(start, Math.min(entries.size(), start + RowAssignment.MAX_ROWS));
      pieces.add(
          new RowAssignment(
              piece.stream().mapToInt(entry -> entry[0]).toArray(),
              piece.stream().mapToInt(entry -> entry[1]).toArray(),
              piece.stream().mapToLong(entry -> entry[2]).toArray()));
    }
    return pieces;
  }

  /** For every row the index of its id in the list given to the constructor. */
  public int[] indices() {
    requireEnough();
    int[] indices = new int[rowRanks.length];
    for (int row = 0; row < indices.length; row++) {
      indices[row] = own.index(rowRanks[row]);
    }
    return indices;
  }

  private void requireEnough() {
    requireState(rowRanks != null && rowRanks.length >= minIntersection, "rows");
  }

  private static void requireState(boolean right, String what) {
    if (!right) {
      throw new IllegalStateException(what + " asked for, or received, out of turn");
    }
  }

  private record Token(long high, long low) {}

  private record Location(int piece, int position) {}
}
