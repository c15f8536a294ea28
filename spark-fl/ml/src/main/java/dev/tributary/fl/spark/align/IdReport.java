package dev.tributary.fl.spark.align;

import java.util.Map;

/**
 * What a look at a party's ids has shown: all of them can take part.
 *
 * @param ids rows
 * @param repeated of these, rows whose id another one has; 0 where ids are aligned
 * @param repeatedExample such an id, or empty
 * @param letters ids with a letter in a column whose case counts
 * @param upper of these, ids with an upper-case letter
 * @param lower of these, ids with a lower-case letter
 * @param spaced ids with white space in them, at the ends or between
 * @param alike ids that differ from another one in case and white space only
 * @param alikeExample two such ids, or empty
 * @param shapes ids that others may write otherwise, by how; only such as there are
 */
public record IdReport(
    long ids,
    long repeated,
    String repeatedExample,
    long letters,
    long upper,
    long lower,
    long spaced,
    long alike,
    String alikeExample,
    Map<IdShape, Shaped> shapes) {
  public IdReport {
    shapes = Map.copyOf(shapes);
  }

  /**
   * Ids of a shape.
   *
   * @param count how many
   * @param example one of them
   */
  public record Shaped(long count, String example) {}
}
