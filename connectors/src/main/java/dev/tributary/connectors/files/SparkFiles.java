package dev.tributary.connectors.files;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;

/** What Spark knows of tables beside their rows. */
final class SparkFiles {
  private SparkFiles() {}

  static boolean caseSensitive(SparkSession spark) {
    return Boolean.parseBoolean(spark.conf().get("spark.sql.caseSensitive", "false"));
  }

  /** Columns by whose values a table is cut, as those in the names of its folders. */
  static Set<String> partitionColumns(Dataset<Row> table) {
    LogicalPlan plan = table.queryExecution().analyzed();
    if (plan instanceof DataSourceV2Relation relation) {
      return Arrays.stream(relation.table().partitioning())
          .filter(by -> by.name().equals("identity") && by.references().length == 1)
          .map(by -> String.join(".", by.references()[0].fieldNames()))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
    if (plan instanceof LogicalRelation relation
        && relation.relation() instanceof HadoopFsRelation files) {
      return new LinkedHashSet<>(Arrays.asList(files.partitionSchema().fieldNames()));
    }
    return Set.of();
  }
}
