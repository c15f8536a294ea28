/** Federated learning without Spark: algorithms over {@code Exchange} and {@code Shards}. */
package dev.tributary.fl;
