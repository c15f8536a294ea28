package dev.tributary.fl.horizontal.columns;

import dev.tributary.protocol.Spelling;
import java.util.Collection;
import java.util.Optional;

/** Which column of another party one may be, within bounds: its names are as that party likes. */
final class ColumnSpelling {
  /** Longer names are compared with none, since a comparison takes the product of two lengths. */
  private static final int LONGEST = 256;

  private static final int MOST = 1 << 10;

  private ColumnSpelling() {}

  /**
   * @param name that is looked for
   * @param names of columns that are left; of very many the first
   */
  static Optional<String> nearest(String name, Collection<String> names) {
    return name.length() > LONGEST
        ? Optional.empty()
        : Spelling.nearest(
            name, names.stream().filter(n -> n.length() <= LONGEST).limit(MOST).toList());
  }
}
