package dev.tributary.fl.spark.align;

/**
 * What a look at a party's ids has shown: all of them can take part, none repeats another.
 *
 * @param ids rows, each with an id of its own
 * @param letters ids with a letter in a column whose case counts
 * @param upper of these, ids with an upper-case letter
 * @param lower of these, ids with a lower-case letter
 * @param spaced ids with white space inside
 * @param alike ids that differ from another one in case and white space only
 * @param alikeExample two such ids, or empty
 */
public record IdReport(
    long ids, long letters, long upper, long lower, long spaced, long alike, String alikeExample) {}
