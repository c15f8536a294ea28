package dev.tributary.fl.jobs.algorithm;

import dev.tributary.connectors.KeptRows;
import dev.tributary.fl.jobs.data.DataProfile;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.plan.PlanText;
import dev.tributary.fl.jobs.run.Safeguards;
import dev.tributary.protocol.PartyId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Jobs of three parties with the same columns, and what a plan says of them. */
public final class HorizontalJobs {
  private static final String DATA = "{data: {id: id, label: y}}";

  private HorizontalJobs() {}

  /**
   * A job of a, b and c.
   *
   * @param train what is below {@code train:}
   * @param more lines at its end
   */
  public static JobFile job(String train, String more) {
    return Algorithms.parse(
        "job: j\nparties: {a: {role: label}, b: {role: label}, c: {role: label}}\ntrain: "
            + train
            + "\nsimulate: {a: "
            + DATA
            + ", b: "
            + DATA
            + ", c: "
            + DATA
            + "}\n"
            + more,
        "job.yaml");
  }

  /** The plan of a party with 1,000 rows of ten columns without missing values. */
  public static String plan(JobFile job, String self) {
    DataProfile profile =
        new DataProfile(
            1500,
            1000,
            new KeptRows(1000, 1000, 0),
            0.4,
            Optional.empty(),
            IntStream.range(0, 10).mapToObj(c -> new DataProfile.Feature("x" + c, 0)).toList(),
            List.of());
    PlanInput plan =
        new PlanInput(
            job,
            new PartyId(self),
            job.simulate().get(self).data(),
            profile,
            Safeguards.COMPLETE,
            PlanInput.Columns.SOME);
    return PlanText.of(plan, Algorithms.of(job).plan(plan));
  }
}
