/** Perceptrons of parties with the same columns and different people, as Spark ML stages. */
package dev.tributary.fl.spark.horizontal.mlp;
