/** Federated learning on Spark: a party's executors, estimators and the sequence of a training. */
package dev.tributary.fl.spark;
