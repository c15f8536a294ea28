/** Spark ML stages of parties with the same columns and different people. */
package dev.tributary.fl.spark.horizontal;
