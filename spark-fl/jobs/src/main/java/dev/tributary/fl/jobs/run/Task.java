package dev.tributary.fl.jobs.run;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.jobs.data.CheckedTable;
import org.apache.spark.sql.SparkSession;

/** What a party does in a run: before it joins, and together with the others. */
public interface Task {
  /** Reads what the task needs of this party's table and checks what can be checked alone. */
  CheckedTable source(SparkSession spark);

  /** The part after all parties have joined; ends with all results written. */
  void run(RunContext run, ResultFolder out);
}
