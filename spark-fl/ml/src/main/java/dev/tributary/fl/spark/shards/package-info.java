/**
 * A party's executors: shards, kernels shipped to them, and the blocks they keep in the work
 * directory.
 */
package dev.tributary.fl.spark.shards;
