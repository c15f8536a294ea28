package dev.tributary.connectors.files;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;

/** What Spark knows of tables beside their rows. */
final class SparkFiles {
  private SparkFiles() {}

  static boolean caseSensitive(SparkSession spark) {
    return Boolean.parseBoolean(spark.conf().get("spark.sql.caseSensitive", "false"));
  }

  /** Columns that stand in the names of a table's folders. */
  static Set<String> partitionColumns(Dataset<Row> table) {
    LogicalPlan plan = table.queryExecution().analyzed();
    if (plan instanceof LogicalRelation relation
        && relation.relation() instanceof HadoopFsRelation files) {
      return new LinkedHashSet<>(Arrays.asList(files.partitionSchema().fieldNames()));
    }
    return Set.of();
  }
}
