package dev.tributary.fl.spark;

import dev.tributary.protocol.FederationException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;

/** The Spark configuration that Tributary needs, in one place. */
public final class SparkSettings {
  private static final String SERIALIZER = "spark.serializer";
  private static final String REGISTRATOR = "spark.kryo.registrator";
  private static final String REQUIRED = "spark.kryo.registrationRequired";

  /** The job property that names the pool of its tasks. */
  public static final String POOL = "spark.scheduler.pool";

  /**
   * The pool of jobs that nothing waits for. A free core goes to the pool with fewer running tasks,
   * and to the default one, whose name comes first, when both have the same number.
   */
  public static final String BACKGROUND = "offline";

  private SparkSettings() {}

  /** Key and value of every required setting, for {@code spark-submit --conf}. */
  public static Map<String, String> required() {
    return new TreeMap<>(
        Map.of(
            SERIALIZER,
            "org.apache.spark.serializer.KryoSerializer",
            REGISTRATOR,
            TributaryKryoRegistrator.class.getName(),
            REQUIRED,
            "true",
            "spark.kryoserializer.buffer.max",
            "256m",
            "spark.scheduler.mode",
            "FAIR"));
  }

  /**
   * Sets what is required; other settings stay.
   *
   * @return the same object
   */
  public static SparkConf apply(SparkConf conf) {
    required().forEach(conf::set);
    return conf;
  }

  /** Refuses a context that runs without what is required. */
  public static void check(SparkConf conf) {
    for (String key : new String[] {SERIALIZER, REGISTRATOR, REQUIRED}) {
      String due = required().get(key);
      String present = conf.get(key, "");
      if (!present.contains(due)) {
        throw FederationException.user(
            "Spark must run with %s=%s; add it to the spark conf. Provided value: %s",
            key, due, present.isEmpty() ? "none" : present);
      }
    }
  }
}
