/**
 * What every federated Spark ML stage shares: Params, sessions, the common rows, and how a part of
 * a model is stored.
 */
package dev.tributary.fl.spark.stage;
