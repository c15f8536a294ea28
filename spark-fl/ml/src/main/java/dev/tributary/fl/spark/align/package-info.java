/**
 * Alignment on Spark: executors mask and exchange ids piece by piece, joins stay on the cluster,
 * and the driver sees counts only.
 */
package dev.tributary.fl.spark.align;
