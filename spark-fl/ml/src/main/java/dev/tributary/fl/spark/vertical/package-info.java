/**
 * Joint models as Spark ML estimators: {@code fit}, {@code transform}, save and load, stages of a
 * {@code Pipeline}. The label party has a classifier or regressor, every other party a {@link
 * dev.tributary.fl.spark.vertical.VerticalGBTFeatureParty}; each call of one party meets the same
 * call of the others.
 */
package dev.tributary.fl.spark.vertical;
