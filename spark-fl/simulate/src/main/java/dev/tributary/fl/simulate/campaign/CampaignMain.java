package dev.tributary.fl.simulate.campaign;

import dev.tributary.protocol.FederationException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Entry point for {@code spark-submit}: writes the campaign's two tables. */
@Command(
    name = "campaign",
    description = "Writes the activation campaign: lender.parquet and bureau.parquet.",
    mixinStandardHelpOptions = true)
public final class CampaignMain implements Callable<Integer> {
  @Option(names = "--out", required = true, description = "Directory, any Hadoop path")
  private String out;

  @Option(names = "--rows", defaultValue = "20000", description = "Users of the lender")
  private long rows;

  @Option(names = "--features", defaultValue = "60", description = "Columns of the bureau")
  private int features;

  @Option(names = "--positive-rate", defaultValue = "0.01", description = "Share of applicants")
  private double positiveRate;

  @Option(names = "--overlap", defaultValue = "0.95", description = "Share known to the bureau")
  private double overlap;

  @Option(names = "--seed", defaultValue = "7", description = "Any number")
  private long seed;

  public static void main(String[] arguments) {
    int exit =
        new CommandLine(new CampaignMain())
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  command.getErr().println("campaign: " + failure.getMessage());
                  return FederationException.codeOf(failure).exitCode();
                })
            .execute(arguments);
    if (exit != 0) {
      System.exit(exit);
    }
  }

  @Override
  public Integer call() {
    CampaignSpec spec = new CampaignSpec(rows, features, positiveRate, overlap, seed);
    SparkSession spark = SparkSession.builder().appName("tributary-campaign").getOrCreate();
    try {
      CampaignGenerator.write(spark, spec, out);
    } finally {
      spark.stop();
    }
    return 0;
  }
}
