package dev.tributary.fl.jobs.data;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableReader;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.fl.spark.align.IdCheck;
import dev.tributary.fl.spark.align.IdReport;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * A party's table after everything that it can check alone; what {@code plan} shows and a training
 * begins with is the same.
 *
 * @param table cells, labels and weights are what the job needs
 * @param ids can be aligned
 * @param notes how its labels and its split were understood, what says nothing here, and what was
 *     not looked for
 * @param warnings what looks like an accident
 */
public record CheckedTable(
    SourceTable table, IdReport ids, List<String> notes, List<String> warnings) {
  public CheckedTable {
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
  }

  /** Reads and checks; USER for what cannot be trained on. */
  public static CheckedTable of(SparkSession spark, TableSource data, JobFile job) {
    List<String> notes = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    SourceTable table;
    if (data.label() != null && job.train().section() instanceof Supervised learned) {
      SplitDraw draw = new SplitDraw(job);
      draw.checkAllowed(data);
      table = new TableReader(spark, data).read();
      LabelColumn.check(table, job, learned);
      DayFirst.check(table, job);
      SplitCheck.Outcome split = SplitCheck.of(table, job, draw);
      notes.addAll(LabelColumn.words(table));
      notes.addAll(split.notes());
      warnings.addAll(split.warnings());
    } else {
      table = new TableReader(spark, data).read();
      if (table.profile().rows() == 0) {
        throw FederationException.user("the data has no rows: check data.path and data.options");
      } else if (table.features().isEmpty()) {
        throw FederationException.user(
            "the data has no feature columns beside the id: check data.columns");
      }
    }
    job.train().algorithm().checkTable(job.train(), table);
    IdReport ids = ids(table, job);
    notes.addAll(IdleKeys.notes(job, data));
    DataWarnings.notLookedFor(job, table).ifPresent(notes::add);
    warnings.addAll(DataWarnings.of(job, table, ids));
    return new CheckedTable(table, ids, notes, warnings);
  }

  /** A table of rows to score: of what is not used for that nothing is asked. */
  public static CheckedTable forScoring(SourceTable table, JobFile job) {
    IdReport ids = ids(table, job);
    return new CheckedTable(table, ids, List.of(), DataWarnings.ofIds(job, table, ids));
  }

  /** What its owner reads of it: what is left of it, and what looks like an accident. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    if (table.source().where() != null) {
      words.add(table.kept().words());
    }
    words.addAll(notes);
    warnings.forEach(warning -> words.add("warning: " + warning));
    return words;
  }

  /** USER for ids that cannot be aligned; where nothing is, a person may have several rows. */
  private static IdReport ids(SourceTable table, JobFile job) {
    IdCheck.Repeats repeats =
        job.align().protocol() == null ? IdCheck.Repeats.COUNTED : IdCheck.Repeats.REFUSED;
    return table.look(
        rows -> IdCheck.of(rows, table.source().id(), job.align().normalization(), repeats));
  }
}
