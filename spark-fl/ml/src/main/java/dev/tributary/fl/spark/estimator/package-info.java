/**
 * Names under which stages were stored before they moved to {@link
 * dev.tributary.fl.spark.vertical}: Spark finds a stored stage by its class, so models and
 * pipelines of those releases still load.
 */
package dev.tributary.fl.spark.estimator;
