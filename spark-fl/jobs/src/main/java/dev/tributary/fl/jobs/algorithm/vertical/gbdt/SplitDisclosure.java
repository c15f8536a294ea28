package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.split.SplitDraw;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a job's cipher lets each role see, and what its split tells: a condition on the key tells
 * nobody anything, one on a column of the label party does.
 */
public record SplitDisclosure(Disclosure training, Set<String> columns) implements Disclosure {
  public static Disclosure of(JobFile job) {
    Disclosure training = new GbdtDisclosure(GbdtSection.of(job).protection());
    Set<String> columns = new SplitDraw(job).others();
    return columns.isEmpty() ? training : new SplitDisclosure(training, columns);
  }

  @Override
  public List<String> featureParty() {
    return Stream.concat(
            training.featureParty().stream(),
            Stream.of(
                "Which of the common rows train, validate and test, by the label party's "
                    + String.join(", ", columns)
                    + ": so much of that it learns of each."))
        .toList();
  }

  @Override
  public List<String> labelParty() {
    return training.labelParty();
  }

  @Override
  public List<String> aggregator() {
    return training.aggregator();
  }
}
