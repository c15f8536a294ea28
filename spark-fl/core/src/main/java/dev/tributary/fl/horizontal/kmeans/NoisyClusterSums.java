package dev.tributary.fl.horizontal.kmeans;

import dev.tributary.fl.horizontal.privacy.ClippedWords;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowKernel;
import dev.tributary.fl.horizontal.sum.SecureSum;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Sums over parts of all parties' rows to which a plan's noise is added. Rows are shortened to a
 * length and taken as multiples of it, so that what one puts in has a known length, whatever it
 * holds; a row that is no number puts nothing in.
 *
 * @param longest row
 */
record NoisyClusterSums(PartyRows rows, SecureSum sum, double longest) {
  /** Length of what one row puts in, at most, in units of a word. */
  static final long LONGEST = 1L << 24;

  /** Of a row, itself and its squares, none longer than 1. */
  private static final double MOST_OF_PART = Math.sqrt(3);

  /** Of a row and itself, or of a row and its squared distance. */
  private static final double MOST_OF_TWO = Math.sqrt(2);

  /** Rows of a part, then {@code [feature]} sums, then squares. */
  double[] part(Cuts cuts, int part) {
    int features = rows.features().size();
    double[] found =
        total(
            KMeansPrivacy.PART,
            new Vectors(1 + 2 * features, MOST_OF_PART, longest, new OfPart(cuts, part)));
    for (int j = 0; j < features; j++) {
      found[1 + j] *= longest;
      found[1 + features + j] *= longest * longest;
    }
    return found;
  }

  /** {@code [centre]} the rows nearest to it, then {@code [feature]} their sums. */
  double[][] step(double[][] centres) {
    int features = rows.features().size();
    double[] found =
        total(
            KMeansPrivacy.STEP,
            new Vectors(
                centres.length * (1 + features),
                MOST_OF_TWO,
                longest,
                new OfNearest(new Centres(centres))));
    double[][] steps = new double[centres.length][];
    for (int c = 0; c < steps.length; c++) {
      steps[c] = Arrays.copyOfRange(found, c * (1 + features), (c + 1) * (1 + features));
      for (int j = 1; j <= features; j++) {
        steps[c][j] *= longest;
      }
    }
    return steps;
  }

  /** {@code [centre]} the rows nearest to it, then the squared distances of all shortened rows. */
  double[] end(double[][] centres) {
    double[] found =
        total(
            KMeansPrivacy.END,
            new Vectors(
                centres.length + 1,
                MOST_OF_TWO,
                longest,
                new OfEnd(new Centres(centres), longest)));
    found[centres.length] *= 4 * longest * longest;
    return found;
  }

  /** Rows that a unit of the noise of a total is like. */
  static double rowsOfUnit(String purpose) {
    return (purpose.equals(KMeansPrivacy.PART) ? MOST_OF_PART : MOST_OF_TWO) / LONGEST;
  }

  private double[] total(String purpose, Vectors kernel) {
    long[] own = rows.sum(kernel);
    long[] words = sum.total(purpose, Arrays.copyOfRange(own, 1, own.length)).words();
    return Arrays.stream(words).mapToDouble(word -> word * rowsOfUnit(purpose)).toArray();
  }

  /** What a row puts in. */
  private interface Vector extends Serializable {
    /**
     * @param row {@code [feature]}, shortened
     * @param scaled the same as multiples of the longest row
     * @param into result, zeros
     */
    void of(double[] row, double[] scaled, double[] into);
  }

  /** Sums what rows put in, each no longer than it may be. */
  private record Vectors(int length, double most, double longest, Vector vector)
      implements RowKernel {
    @Override
    public int words() {
      return 1 + length;
    }

    @Override
    public long[] sum(Iterator<RowBlock> partition) {
      ClippedWords clipped = new ClippedWords(most, LONGEST);
      long[] sum = new long[words()];
      double[] into = new double[length];
      long[] own = new long[length];
      while (partition.hasNext()) {
        RowBlock block = partition.next();
        double[] row = new double[block.features()];
        double[] scaled = new double[row.length];
        for (int r = 0; r < block.rows(); r++) {
          shorten(block, r, row, scaled);
          Arrays.fill(into, 0);
          vector.of(row, scaled, into);
          if (clipped.round(into, own)) {
            for (int i = 0; i < own.length; i++) {
              sum[1 + i] += own[i];
            }
          }
        }
      }
      return sum;
    }

    private void shorten(RowBlock block, int r, double[] row, double[] scaled) {
      double squares = 0;
      for (int j = 0; j < row.length; j++) {
        row[j] = block.values()[r * row.length + j];
        squares += row[j] * row[j];
      }
      double shorter = squares > longest * longest ? longest / Math.sqrt(squares) : 1;
      for (int j = 0; j < row.length; j++) {
        row[j] *= shorter;
        scaled[j] = row[j] / longest;
      }
    }
  }

  private record OfPart(Cuts cuts, int part) implements Vector {
    @Override
    public void of(double[] row, double[] scaled, double[] into) {
      if (cuts.part(row, 0) == part) {
        into[0] = 1;
        for (int j = 0; j < row.length; j++) {
          into[1 + j] = scaled[j];
          into[1 + row.length + j] = scaled[j] * scaled[j];
        }
      }
    }
  }

  private record OfNearest(Centres centres) implements Vector {
    @Override
    public void of(double[] row, double[] scaled, double[] into) {
      int at = centres.nearest(row, 0) * (1 + row.length);
      into[at] = 1;
      System.arraycopy(scaled, 0, into, at + 1, row.length);
    }
  }

  private record OfEnd(Centres centres, double longest) implements Vector {
    @Override
    public void of(double[] row, double[] scaled, double[] into) {
      int nearest = centres.nearest(row, 0);
      into[nearest] = 1;
      double distance = centres.squaredDistance(nearest, row, 0) / (4 * longest * longest);
      into[into.length - 1] = Double.isNaN(distance) ? distance : Math.min(1, distance);
    }
  }
}
