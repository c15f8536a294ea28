package dev.tributary.fl.jobs.run;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a party does in a run: before it joins, and together with the others. */
interface Task {
  /** Ends the run's name, so that messages of different tasks cannot be mixed; may be empty. */
  String suffix();

  /**
   * Takes what the task needs of this party's table and checks everything that can be checked
   * alone.
   *
   * @param table as the reader gave it
   */
  SourceTable source(Dataset<Row> table);

  /** The part after all parties have joined. */
  void run(RunContext run, ResultFolder out);
}
