package dev.tributary.fl.jobs.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a chart.
 *
 * @param low value at its beginning
 * @param high value at its end, above {@code low}
 * @param ticks where it is labelled
 */
record Axis(double low, double high, List<Tick> ticks) {
  /** A labelled place. */
  record Tick(double at, String label) {}

  private static final int MOST_OF_LOG_ODDS = 7;

  Axis {
    ticks = List.copyOf(ticks);
  }

  /** From 0 to 100 %. */
  static Axis shares() {
    return shares(1);
  }

  /** From 0 to exactly {@code high}, in per cent. */
  static Axis shares(double high) {
    return new Axis(0, high, ticks(high, true));
  }

  /** From 0 to a round share of at least {@code high}, in per cent. */
  static Axis roundShares(double high) {
    double end = round(high);
    return new Axis(0, end, ticks(end, true));
  }

  /** From 0 to a round number of at least {@code high}. */
  static Axis numbers(double high) {
    double end = round(high);
    return new Axis(0, end, ticks(end, false));
  }

  /**
   * Probabilities by their log odds.
   *
   * @param low log odds at the beginning
   * @param high log odds at the end
   */
  static Axis logOdds(double low, double high) {
    List<Tick> fine = logOddsTicks(low, high, new double[] {1, 2, 5});
    List<Tick> coarse = logOddsTicks(low, high, new double[] {1});
    return new Axis(low, high, fine.size() <= MOST_OF_LOG_ODDS ? fine : coarse);
  }

  private static List<Tick> logOddsTicks(double low, double high, double[] steps) {
    List<Tick> ticks = new ArrayList<>();
    for (int power = -6; power <= -1; power++) {
      for (double step : steps) {
        add(ticks, step * Math.pow(10, power), low, high);
      }
    }
    if (steps.length == 1) {
      add(ticks, 0.5, low, high);
    }
    for (int power = -1; power >= -6; power--) {
      for (int s = steps.length - 1; s >= 0; s--) {
        if (power < -1 || steps[s] < 5) {
          add(ticks, 1 - steps[s] * Math.pow(10, power), low, high);
        }
      }
    }
    return ticks;
  }

  private static void add(List<Tick> ticks, double share, double low, double high) {
    double at = Math.log(share / (1 - share));
    if (at >= low && at <= high) {
      ticks.add(new Tick(at, Html.plainPercent(share)));
    }
  }

  private static List<Tick> ticks(double high, boolean percent) {
    double step = step(high);
    int decimals = step == Math.rint(step) ? 0 : 1;
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i * step <= high * 1.0001; i++) {
      double at = i * step;
      ticks.add(new Tick(at, percent ? Html.plainPercent(at) : Html.number(at, decimals)));
    }
    return ticks;
  }

  private static double round(double high) {
    double step = step(high);
    return step * Math.ceil(high / step);
  }

  /** A round step that gives four to seven ticks. */
  private static double step(double high) {
    double power = Math.pow(10, Math.floor(Math.log10(high / 4)));
    for (double r : new double[] {1, 2, 2.5, 5}) {
      if (high / (r * power) <= 6) {
        return r * power;
      }
    }
    return 10 * power;
  }
}
