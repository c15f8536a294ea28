package dev.tributary.fl.horizontal.rows;

import java.io.Serializable;

/** Changes rows one by one, such as to another scale. */
public interface RowMap extends Serializable {
  /** A block of as many rows and features. */
  RowBlock of(RowBlock block);
}
