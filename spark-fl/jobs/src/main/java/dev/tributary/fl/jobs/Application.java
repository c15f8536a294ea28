package dev.tributary.fl.jobs;

import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.spark.SparkSettings;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The Spark application around what an entry point does. */
final class Application {
  private Application() {}

  /** Starts Spark with what Tributary needs, does the work and stops it, also on failure. */
  static void run(String name, Consumer<SparkSession> work) {
    SparkSession spark =
        SparkSession.builder()
            .config(SparkSettings.apply(new SparkConf()))
            .appName("tributary " + name)
            .getOrCreate();
    try {
      spark.sparkContext().setLogLevel("ERROR");
      work.accept(spark);
    } finally {
      spark.stop();
    }
  }

  /** A party of a job; USER if the job has none of that name. */
  static PartyId party(JobFile job, String name) {
    return job.partyIds().stream()
        .filter(party -> party.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                FederationException.user(
                    "party '%s' is not in the job, which has: %s",
                    name, String.join(", ", job.parties().keySet())));
  }
}
