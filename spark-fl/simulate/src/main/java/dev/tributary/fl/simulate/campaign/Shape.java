package dev.tributary.fl.simulate.campaign;

/**
 * How a column shows a latent value {@code z} of mean 0 and variance 1. All are monotone, skewed as
 * such columns are, and rounded as they are stored.
 */
enum Shape {
  /** Money, rounded to tens: median 240, long right tail. */
  AMOUNT(false) {
    @Override
    double of(double z) {
      return 10 * Math.rint(StrictMath.exp(3.2 + 0.9 * z));
    }
  },
  /** Number of events, often 0. */
  COUNT(true) {
    @Override
    double of(double z) {
      return Math.floor(StrictMath.exp(0.9 + 0.9 * z));
    }
  },
  /** Share between 0 and 1 in thousandths. */
  RATIO(false) {
    @Override
    double of(double z) {
      return Math.rint(1000 / (1 + StrictMath.exp(0.5 - 1.2 * z))) / 1000;
    }
  },
  /** Days since an event. */
  DAYS(true) {
    @Override
    double of(double z) {
      return Math.floor(StrictMath.exp(4 + 0.8 * z));
    }
  },
  /** A rating of 300 to 850. */
  RATING(true) {
    @Override
    double of(double z) {
      return Math.rint(Math.max(300, Math.min(850, 620 + 75 * z)));
    }
  },
  /** Yes or no, 30 % yes. */
  FLAG(true) {
    @Override
    double of(double z) {
      return z > 0.52 ? 1 : 0;
    }
  };

  private final boolean whole;

  Shape(boolean whole) {
    this.whole = whole;
  }

  abstract double of(double z);

  /** Whether values are stored as integers. */
  boolean isWhole() {
    return whole;
  }
}
