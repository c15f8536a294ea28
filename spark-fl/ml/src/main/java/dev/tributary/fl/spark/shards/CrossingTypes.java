package dev.tributary.fl.spark.shards;

import dev.tributary.fl.spark.data.ColumnCuts;
import java.util.List;

/** This package's classes that cross Spark through Kryo. */
public final class CrossingTypes {
  private CrossingTypes() {}

  public static List<Class<?>> all() {
    return List.of(HadoopSettings.class, ColumnCuts.class, ColumnCuts[].class);
  }
}
