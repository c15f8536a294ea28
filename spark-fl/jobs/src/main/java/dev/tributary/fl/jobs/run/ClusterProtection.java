package dev.tributary.fl.jobs.run;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** How a Spark application's own messages travel, which carry the keys of a run. */
public enum ClusterProtection {
  /** Driver and executors are one process. */
  ONE_MACHINE,
  ENCRYPTED,
  UNENCRYPTED;

  /** How an application's travel. */
  public static ClusterProtection of(SparkSession spark) {
    return spark.sparkContext().isLocal() ? ONE_MACHINE : of(spark.sparkContext().getConf());
  }

  /** How those of a cluster with this configuration travel. */
  static ClusterProtection of(SparkConf conf) {
    boolean encrypted =
        conf.getBoolean("spark.authenticate", false)
            && conf.getBoolean("spark.network.crypto.enabled", false)
            // Spark's preset goes on without encryption where somebody spoils the handshake.
            && !conf.getBoolean("spark.network.crypto.saslFallback", true)
            && conf.getBoolean("spark.io.encryption.enabled", false);
    return encrypted ? ENCRYPTED : UNENCRYPTED;
  }
}
