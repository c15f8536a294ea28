package dev.tributary.fl.simulate;

import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.SimulatedParty;
import dev.tributary.fl.jobs.file.SparkSection;
import dev.tributary.fl.jobs.submit.Child;
import dev.tributary.fl.jobs.submit.Installation;
import dev.tributary.fl.simulate.campaign.CampaignGenerator;
import dev.tributary.fl.simulate.campaign.CampaignMain;
import dev.tributary.protocol.FederationException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The main job on made-up campaign data: a lender with labels, a bureau with more columns. */
public final class Demo {
  private static final String LENDER = "lender";
  private static final String BUREAU = "bureau";

  /** Above this many cells a party gets more memory than a small laptop has to spare. */
  private static final long LARGE_CELLS = 50_000_000;

  private final Installation installation;
  private final long rows;
  private final int features;
  private final Path out;
  private final PrintStream err;

  /**
   * @param rows users of the lender
   * @param features columns of the bureau
   * @param out output folder
   */
  public Demo(Installation installation, long rows, int features, Path out, PrintStream err) {
    this.installation = installation;
    this.rows = rows;
    this.features = features;
    this.out = out;
    this.err = err;
  }

  /**
   * Makes the data, then simulates the job.
   *
   * @param agreed the job without data
   * @return exit code
   */
  public int run(JobFile agreed) {
    Path data = out.resolve("data");
    err.println(
        "tributary demo: making " + rows + " users and " + features + " bureau columns in " + data);
    Simulation.makeFolder(out);
    int made = generate(data);
    if (made != 0) {
      return made;
    }
    JobFile job =
        agreed.simulatedBy(
            Map.of(
                LENDER,
                party(data.resolve(CampaignGenerator.LENDER_TABLE), "applied"),
                BUREAU,
                party(data.resolve(CampaignGenerator.BUREAU_TABLE), null)));
    return new Simulation(installation, job, out, err).run();
  }

  private int generate(Path data) {
    List<String> command =
        LabJar.command(
            installation,
            new SparkSection("local[*]", Map.of("spark.driver.memory", memory())),
            List.of(),
            CampaignMain.class.getName(),
            List.of(
                "--out",
                data.toAbsolutePath().toString(),
                "--rows",
                String.valueOf(rows),
                "--features",
                String.valueOf(features)));
    Path log = data.resolve("log.txt");
    try (Child child = Child.start("campaign", command, log, err)) {
      int exit = child.await();
      if (exit != 0) {
        throw FederationException.resource(
            "making the data failed (exit code %d); the log is %s", exit, log);
      }
      return exit;
    }
  }

  private SimulatedParty party(Path table, String label) {
    // The bureau keeps ids as text padded with zeros, the lender as numbers.
    TableSource data =
        TableSource.file("parquet", table.toAbsolutePath().toString(), "id", label)
            .typed(Map.of("id", "bigint"));
    return new SimulatedParty(
        data, new SparkSection("local[*]", Map.of("spark.driver.memory", memory())));
  }

  private String memory() {
    return rows * features > LARGE_CELLS ? "6g" : "2g";
  }
}
