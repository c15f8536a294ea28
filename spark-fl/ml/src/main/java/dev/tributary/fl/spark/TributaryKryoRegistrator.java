package dev.tributary.fl.spark;

import com.esotericsoftware.kryo.Kryo;
import dev.tributary.fl.horizontal.gbdt.BinBlock;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.spark.data.ColumnCuts;
import dev.tributary.fl.spark.shards.HadoopSettings;
import dev.tributary.fl.spark.shards.TaskResult;
import dev.tributary.fl.spark.vertical.RowScores;
import org.apache.spark.serializer.KryoRegistrator;

/**
 * Registers every class that crosses a party's own Spark cluster through Kryo. Kryo never sees
 * bytes of another party. Classes of Spark are registered by name, since they differ by version;
 * registration order must be the same on all nodes of a cluster, which one jar ensures.
 */
public final class TributaryKryoRegistrator implements KryoRegistrator {
  private static final Class<?>[] OURS = {
    TaskResult.class,
    TaskResult[].class,
    RowScores.class,
    HadoopSettings.class,
    ColumnCuts.class,
    ColumnCuts[].class,
    RowBlock.class,
    BinBlock.class
  };

  private static final Class<?>[] PLAIN = {
    boolean[].class,
    byte[].class,
    short[].class,
    int[].class,
    long[].class,
    float[].class,
    double[].class,
    byte[][].class,
    int[][].class,
    long[][].class,
    double[][].class,
    Object[].class,
    String[].class,
    java.util.ArrayList.class,
    java.util.HashMap.class,
  };

  @Override
  public void registerClasses(Kryo kryo) {
    for (Class<?> type : PLAIN) {
      kryo.register(type);
    }
    for (Class<?> type : OURS) {
      kryo.register(type);
    }
    for (String name : SparkTypes.NAMES) {
      registerIfPresent(kryo, name);
    }
  }

  private static void registerIfPresent(Kryo kryo, String name) {
    try {
      kryo.register(Class.forName(name, false, TributaryKryoRegistrator.class.getClassLoader()));
    } catch (ClassNotFoundException absentInThisVersion) {
      // Another Spark version's class.
    }
  }
}
