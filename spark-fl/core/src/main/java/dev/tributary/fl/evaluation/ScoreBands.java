package dev.tributary.fl.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a two-class sample in bands of about equally many people, highest scores first, and
 * how far scores are from what happened. Equal scores are always in one band, so that there are
 * fewer bands where few scores differ.
 *
 * @param bands highest scores first, none empty
 * @param brier mean squared distance of score and label, in [0, 1]; 0 is perfect
 */
public record ScoreBands(List<ScoreBand> bands, double brier) {
  public ScoreBands {
    bands = List.copyOf(bands);
  }

  /**
   * @param sample labels 0 and 1, each with a positive weight; scores are probabilities
   * @param order its order
   * @param most bands at most
   */
  static ScoreBands of(Sample sample, ScoreOrder order, int most) {
    Sums all = new Sums();
    for (int r = 0; r < sample.rows(); r++) {
      all.add(sample, r);
    }
    List<ScoreBand> bands = new ArrayList<>();
    Sums upTo = new Sums();
    Sums band = new Sums();
    int place = 0;
    long edge = 1;
    for (int g = 0; g < order.groups(); g++) {
      int first = place;
      for (; place < order.end()[g]; place++) {
        band.add(sample, order.row()[place]);
        upTo.add(sample, order.row()[place]);
      }
      boolean last = g == order.groups() - 1;
      if (last || (long) place * most >= edge * sample.rows()) {
        edge = (long) place * most / sample.rows() + 1;
        int start = place - band.people;
        double highest = sample.score()[order.row()[start]];
        double lowest = sample.score()[order.row()[first]];
        bands.add(band.band(lowest, highest, upTo, all));
        band = new Sums();
      }
    }
    return new ScoreBands(bands, all.squaredError / all.weight());
  }

  /**
   * Expected calibration error: distance of a band's mean score and its rate, on average over
   * people (Naeini, Cooper and Hauskrecht, AAAI 2015, with bands of equally many people).
   */
  public double calibrationError() {
    double people = bands.stream().mapToDouble(ScoreBand::people).sum();
    return bands.stream()
        .mapToDouble(b -> b.people() / people * Math.abs(b.rate() - b.meanScore()))
        .sum();
  }

  private static final class Sums {
    private int people;
    private int positives;
    private double positive;
    private double negative;
    private double squares;
    private double scores;
    private double squaredError;

    void add(Sample sample, int r) {
      double w = sample.weight()[r];
      double error = sample.score()[r] - sample.label()[r];
      people++;
      if (sample.label()[r] == 1) {
        positives++;
        positive += w;
      } else {
        negative += w;
      }
      squares += w * w;
      scores += w * sample.score()[r];
      squaredError += w * error * error;
    }

    double weight() {
      return positive + negative;
    }

    ScoreBand band(double lowest, double highest, Sums upTo, Sums all) {
      boolean weighs = weight() > 0;
      double recall = upTo.positive / all.positive;
      double rateUpTo = upTo.weight() > 0 ? upTo.positive / upTo.weight() : 0;
      return new ScoreBand(
          lowest,
          highest,
          people,
          positives,
          weighs ? scores / weight() : (lowest + highest) / 2,
          weighs ? positive / weight() : 0,
          weighs ? weight() * weight() / squares : 0,
          recall,
          rateUpTo / (all.positive / all.weight()),
          recall - upTo.negative / all.negative);
    }
  }
}
