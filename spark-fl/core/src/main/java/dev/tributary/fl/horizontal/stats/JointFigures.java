package dev.tributary.fl.horizontal.stats;

import dev.tributary.fl.data.SummedRows;
import dev.tributary.fl.horizontal.stats.BucketCounts.Place;
import dev.tributary.fl.horizontal.stats.StatsTerms.Correlations;
import dev.tributary.fl.horizontal.stats.TableFigures.SumCost;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.horizontal.sum.WideWords;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PeerText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Statistics over the rows of all parties from three sums, four with correlations. The first counts
 * values by coarse buckets, the second splits those into octaves; the third adds up values and
 * squares, which the octaves bound, and splits the octaves in which quantiles lie; the fourth adds
 * up products of pairs. What is split next follows from totals, so it is the same at all parties.
 */
public final class JointFigures {
  /** Beyond these a sum would be of hundreds of megabytes. */
  private static final int MOST_COLUMNS = 10_000;

  private static final int MOST_CORRELATED = 2_000;

  private final SecureSum sum;
  private final List<PartyId> known;
  private final SummedRows own;
  private final List<String> names;
  private final StatsTerms terms;
  private List<PartyId> parties = List.of();
  private int sums;
  private long words;

  private JointFigures(
      SecureSum sum, List<PartyId> parties, SummedRows own, List<String> names, StatsTerms terms) {
    WideWords.requireRoom(parties.size());
    this.sum = sum;
    this.known = List.copyOf(parties);
    this.own = own;
    this.names = List.copyOf(names);
    this.terms = terms;
  }

  /**
   * All parties call with the same but for their rows.
   *
   * @param parties of the run
   * @param own this party's rows, with a value per name
   * @throws FederationException USER for too many columns, infinite values and too few rows of this
   *     party or of all; PEER where a party is lost after the first sum, or sums do not fit each
   *     other
   */
  public static TableFigures of(
      SecureSum sum, List<PartyId> parties, SummedRows own, List<String> names, StatsTerms terms) {
    return found(sum, parties, own, names, terms).figures();
  }

  /** The same, with whose rows they are of: of all that were left at the first sum. */
  public static Found found(
      SecureSum sum, List<PartyId> parties, SummedRows own, List<String> names, StatsTerms terms) {
    JointFigures joint = new JointFigures(sum, parties, own, names, terms);
    TableFigures figures = joint.figures();
    return new Found(figures, joint.parties);
  }

  /**
   * Figures, and whose rows they are of.
   *
   * @param parties in job order
   */
  public record Found(TableFigures figures, List<PartyId> parties) {
    public Found {
      parties = List.copyOf(parties);
    }
  }

  private TableFigures figures() {
    requireFewEnough(names.size(), terms);
    FirstLook look = new FirstLook(names.size());
    long[] seen = total("stats-buckets", firstWords(look));
    long rows = seen[0];
    if (rows < terms.leastCount()) {
      throw FederationException.agreed(
          PeerText.TOO_FEW_ROWS,
          "the parties have fewer than %d rows in all (train.least-count): nothing is shown of so"
              + " few",
          terms.leastCount());
    }
    List<BucketCounts> octaves = octaves(look, seen, rows);
    Refinement fine = Refinement.of(Buckets.OCTAVE, Buckets.FINE, wanted(octaves));
    PowerSums powers = new PowerSums(octaves.stream().mapToInt(JointFigures::ceiling).toArray());
    long[] third = total("stats-moments", thirdWords(powers, fine));
    long[] fineWords = Arrays.copyOfRange(third, Moments.WIDTH * names.size(), third.length);
    List<Moments> moments = new ArrayList<>();
    List<ColumnFigures> columns = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      BucketCounts counts = octaves.get(c);
      moments.add(Moments.of(third, c, counts.total(), powers));
      columns.add(column(c, rows, counts, moments.get(c), fine.counts(fineWords, c, counts)));
    }
    List<List<Double>> correlations = correlations(rows, octaves, moments);
    return new TableFigures(rows, columns, correlations, new SumCost(sums, words), null);
  }

  /** USER for more columns than figures are taken of. */
  public static void requireFewEnough(int columns, StatsTerms terms) {
    if (columns > MOST_COLUMNS) {
      throw FederationException.user(
          "statistics take at most %d columns, and there are %d: name some in data.columns",
          MOST_COLUMNS, columns);
    }
    if (terms.correlations() == Correlations.ALL_PAIRS && columns > MOST_CORRELATED) {
      throw FederationException.user(
          "correlations take at most %d columns, and there are %d: name some in data.columns, or"
              + " ask for none",
          MOST_CORRELATED, columns);
    }
  }

  private long[] firstWords(FirstLook look) {
    long[] mine = own.sum(look);
    if (mine[0] == 0) {
      throw FederationException.user("the data has no rows: a party without any adds nothing");
    }
    if (mine[0] > PowerSums.MOST_ROWS) {
      throw FederationException.user(
          "the data has %d rows, and statistics take %d of a party: sample them, with data.where",
          mine[0], PowerSums.MOST_ROWS);
    }
    for (int c = 0; c < names.size(); c++) {
      if (look.infinite(mine, c) > 0) {
        throw FederationException.user(
            "column '%s' has %d infinite values, which have no mean: correct them, or name them in"
                + " data.missing",
            names.get(c), look.infinite(mine, c));
      }
    }
    return Arrays.copyOf(mine, look.shared());
  }

  private List<BucketCounts> octaves(FirstLook look, long[] seen, long rows) {
    List<BucketCounts> coarse = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      coarse.add(look.counts(seen, c));
      long missing = seen[look.missing(c)];
      if (missing < 0 || coarse.get(c).total() + missing != rows) {
        throw BucketCounts.misfit();
      }
    }
    int[][] occupied = coarse.stream().map(BucketCounts::occupied).toArray(int[][]::new);
    Refinement split = Refinement.of(Buckets.COARSE, Buckets.OCTAVE, occupied);
    long[] parts = split.length() == 0 ? new long[0] : total("stats-octaves", own.sum(split));
    return IntStream.range(0, names.size())
        .mapToObj(c -> split.counts(parts, c, coarse.get(c)))
        .toList();
  }

  /** Octaves in which a quantile lies that will be shown. */
  private int[][] wanted(List<BucketCounts> octaves) {
    return octaves.stream()
        .map(
            counts ->
                terms.levels().stream()
                    .mapToLong(level -> rank(level, counts.total()))
                    .filter(rank -> shown(rank, counts.total()))
                    .mapToInt(rank -> counts.place(rank).bucket())
                    .filter(octave -> octave != Buckets.ZERO)
                    .sorted()
                    .distinct()
                    .toArray())
        .toArray(int[][]::new);
  }

  private long[] thirdWords(PowerSums powers, Refinement fine) {
    long[] sums = own.sum(powers);
    long[] mine = new long[Moments.WIDTH * names.size() + fine.length()];
    for (int c = 0; c < names.size(); c++) {
      Moments.put(sums, c, mine);
    }
    if (fine.length() > 0) {
      long[] parts = own.sum(fine);
      System.arraycopy(parts, 0, mine, Moments.WIDTH * names.size(), parts.length);
    }
    return mine;
  }

  private ColumnFigures column(
      int c, long rows, BucketCounts octaves, Moments moments, BucketCounts fine) {
    long present = octaves.total();
    long missing = rows - present;
    boolean counted = tells(present) && tells(missing);
    Long shownPresent = counted ? (Long) present : null;
    Long shownMissing = counted ? (Long) missing : null;
    if (present == 0 || !tells(present)) {
      return new ColumnFigures(
          names.get(c), shownPresent, shownMissing, null, null, null, null, List.of(), List.of());
    }
    return new ColumnFigures(
        names.get(c),
        shownPresent,
        shownMissing,
        moments.mean(),
        known(moments.deviation()),
        Histogram.lowest(octaves, terms.leastCount()),
        Histogram.highest(octaves, terms.leastCount()),
        quantiles(octaves, fine),
        Histogram.of(octaves, terms.leastCount()));
  }

  /** Whether a count may be shown: none or enough. */
  private boolean tells(long count) {
    return count == 0 || count >= terms.leastCount();
  }

  private List<Double> quantiles(BucketCounts octaves, BucketCounts fine) {
    List<Double> found = new ArrayList<>();
    terms.levels().forEach(level -> found.add(quantile(level, octaves, fine)));
    return found;
  }

  private Double quantile(double level, BucketCounts octaves, BucketCounts fine) {
    long rank = rank(level, octaves.total());
    if (!shown(rank, octaves.total())) {
      return null;
    }
    Place octave = octaves.place(rank);
    if (octave.bucket() == Buckets.ZERO) {
      return 0.0;
    }
    Place part = fine.within(octave.bucket(), Buckets.OCTAVE).place(octave.rank());
    return Buckets.simplest(part.bucket(), Buckets.FINE);
  }

  private static long rank(double level, long present) {
    return Math.max(1, (long) Math.ceil(level * present));
  }

  /** Whether enough values are at or below a rank, and at or above it. */
  private boolean shown(long rank, long present) {
    return rank <= present
        && rank >= terms.leastCount()
        && present - rank + 1 >= terms.leastCount();
  }

  private List<List<Double>> correlations(
      long rows, List<BucketCounts> octaves, List<Moments> moments) {
    if (terms.correlations() == Correlations.NONE || names.size() < 2) {
      return List.of();
    }
    boolean[] gaps = new boolean[names.size()];
    for (int c = 0; c < gaps.length; c++) {
      gaps[c] = octaves.get(c).total() < rows;
    }
    PairSums pairs = PairSums.of(moments, gaps, rows, parties.size());
    double[][] r =
        pairs.correlations(total("stats-correlations", own.sum(pairs)), rows, terms.leastCount());
    return Arrays.stream(r).map(JointFigures::known).toList();
  }

  private static List<Double> known(double[] row) {
    List<Double> found = new ArrayList<>();
    for (double r : row) {
      found.add(known(r));
    }
    return found;
  }

  private static Double known(double value) {
    return Double.isNaN(value) ? null : (Double) value;
  }

  private static int ceiling(BucketCounts octaves) {
    return Arrays.stream(octaves.occupied())
        .map(Buckets::ceiling)
        .max()
        .orElse(Double.MIN_EXPONENT);
  }

  /**
   * The first sum says whose rows the figures are of; every later one is over the same parties or
   * not at all, since figures mix no different people, and totals over fewer, less those over all,
   * would be the lost party's.
   */
  private long[] total(String purpose, long[] mine) {
    Total total = sums == 0 ? sum.total(purpose, mine) : again(purpose, mine);
    for (PartyId party : total.parties()) {
      if (!known.contains(party)) {
        throw FederationException.peer(party, "is in the sum %s and not in this run", purpose);
      }
    }
    parties = total.parties();
    sums++;
    words += mine.length;
    return total.words();
  }

  private Total again(String purpose, long[] mine) {
    return sum.totalAmong(parties, purpose, mine)
        .orElseThrow(
            () ->
                sum.missing(
                    parties,
                    "statistics are of the same parties from the first sum to the last, and"
                        + " some had been summed; start all again without sum.min-parties, since"
                        + " totals of fewer less those before would show the lost party's"));
  }
}
