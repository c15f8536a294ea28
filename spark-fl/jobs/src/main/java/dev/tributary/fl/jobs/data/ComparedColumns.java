package dev.tributary.fl.jobs.data;

import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.horizontal.columns.ColumnKind;
import dev.tributary.fl.horizontal.columns.ColumnList;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Supervised;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a party with people of its own tells the others before the first sum: its columns, the
 * algorithm, and which word of its label counts as 1. Two parties for whom 1 means opposite things
 * would fit a model to nothing, and no total shows it.
 */
public final class ComparedColumns {
  private ComparedColumns() {}

  /** Of a feature party's checked table. */
  public static ColumnList ofFeatures(JobFile job, SourceTable source) {
    return new ColumnList(kinds(source), job.train().algorithm().name());
  }

  /** Of a party's checked table, under a job that learns from labels. */
  public static ColumnList of(JobFile job, SourceTable source) {
    String meaning =
        LabelMeaning.of(source.source(), Supervised.of(job)).map(m -> " with " + m).orElse("");
    String offset = source.source().offset() == null ? "" : " with an offset";
    return new ColumnList(kinds(source), job.train().algorithm().name() + meaning + offset);
  }

  private static Map<String, ColumnKind> kinds(SourceTable source) {
    Map<String, ColumnKind> kinds = new LinkedHashMap<>();
    for (String name : source.features()) {
      kinds.put(name, source.truths().contains(name) ? ColumnKind.TRUTH : ColumnKind.NUMBER);
    }
    return kinds;
  }
}
