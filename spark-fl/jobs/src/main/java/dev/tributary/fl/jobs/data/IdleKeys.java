package dev.tributary.fl.jobs.data;

import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Supervised;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job and a table say for trainings, in a job that learns no label: files are shared between
 * jobs, so it is no error, and its owner is told that it does nothing.
 */
final class IdleKeys {
  private IdleKeys() {}

  /** A line for each; none where the job learns a label. */
  static List<String> notes(JobFile job, TableSource data) {
    List<String> notes = new ArrayList<>();
    if (job.train().section() instanceof Supervised) {
      return notes;
    }
    String nothing = " means nothing to algorithm: " + job.train().algorithm().name() + ", which ";
    if (job.split().given()) {
      notes.add("split" + nothing + "takes all rows");
    }
    if (job.evaluate().given()) {
      notes.add("evaluate" + nothing + "predicts nothing that could be judged");
    }
    if (!data.split().isEmpty()) {
      notes.add(
          "data.split"
              + nothing
              + "holds no rows out; its columns are left out all the same: "
              + String.join(", ", data.split()));
    }
    if (!data.monotone().isEmpty()) {
      notes.add("data.monotone" + nothing + "predicts nothing that could rise or fall");
    }
    return notes;
  }
}
