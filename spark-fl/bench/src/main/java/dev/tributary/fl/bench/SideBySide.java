package dev.tributary.fl.bench;

import java.util.Locale;

/**
 * Seconds of one step, over the rows of three parties with sums masked, and over all rows in one
 * table.
 *
 * @param work what is trained
 * @param step what is timed
 * @param other what the pooled rows are trained with
 * @param rows of each party
 * @param bytes of all parties, a step
 */
record SideBySide(
    String work,
    String step,
    String other,
    MadeUpRows rows,
    double bytes,
    Times joint,
    Times pooled) {
  /** Median seconds of a step, and how many were timed. */
  record Times(double seconds, int count) {
    static final Times NONE = new Times(Double.NaN, 0);

    static Times of(PassTimes times) {
      return new Times(times.seconds(), times.count());
    }
  }

  SideBySide against(Times other) {
    return new SideBySide(work, step, this.other, rows, bytes, joint, other);
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "%s, %d parties x %,d rows x %d columns%n"
            + "  joint, sums masked     %.3f s a %s (%d timed), %,.0f bytes a %s, all parties%n"
            + "  pooled, %-14s %.3f s a %s (%d timed)%n"
            + "  joint / pooled         %.2f x",
        work,
        MaskedParties.COUNT,
        rows.rows(),
        rows.features(),
        joint.seconds(),
        step,
        joint.count(),
        bytes,
        step,
        other,
        pooled.seconds(),
        step,
        pooled.count(),
        joint.seconds() / pooled.seconds());
  }
}
