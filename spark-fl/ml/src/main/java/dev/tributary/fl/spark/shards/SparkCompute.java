package dev.tributary.fl.spark.shards;

import dev.tributary.fl.data.BlockCodec;
import dev.tributary.fl.data.Compute;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.spark.SparkSettings;
import dev.tributary.protocol.ExchangeSupplier;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * This party's Spark executors. Holds no data itself; blocks live in files of the work directory
 * and, as a cache, in executor memory. Driver only; close it when the run is over.
 */
public final class SparkCompute implements Compute, AutoCloseable {
  private final JavaSparkContext spark;
  private final WorkDirectory work;
  private final ExchangeSupplier exchange;
  private final Broadcast<HadoopSettings> settings;
  private final String id = UUID.randomUUID().toString();

  /**
   * @param session Spark with {@link SparkSettings}
   * @param workDirectory a directory that driver and executors share, on any Hadoop file system
   * @param exchange opens the party's exchange inside an executor
   */
  public SparkCompute(SparkSession session, String workDirectory, ExchangeSupplier exchange) {
    SparkSettings.check(session.sparkContext().getConf());
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    HadoopSettings hadoop = new HadoopSettings(spark.hadoopConfiguration());
    this.work = new WorkDirectory(workDirectory, hadoop);
    this.exchange = exchange;
    this.settings = spark.broadcast(hadoop);
  }

  @Override
  public <B extends Serializable> Shards<B> distribute(List<B> blocks) {
    String directory = work.newDirectory("blocks");
    BlockFiles<B> files = new BlockFiles<>(directory, new SerializedBlockFormat<>());
    for (int shard = 0; shard < blocks.size(); shard++) {
      files.write(work.settings(), shard, blocks.get(shard));
    }
    return new SparkShards<>(this, files, blocks.size(), () -> work.delete(directory));
  }

  /**
   * Blocks whose files exist already.
   *
   * @param directory holds {@code block-00000} to {@code count - 1}; left alone on release
   */
  public <B> SparkShards<B> open(String directory, BlockFormat<B> format, int count) {
    return new SparkShards<>(this, new BlockFiles<>(directory, format), count, () -> {});
  }

  /** Like {@link #open}, but the directory is deleted on release. */
  public <B> SparkShards<B> openOwned(String directory, BlockCodec<B> format, int count) {
    return new SparkShards<>(
        this, new BlockFiles<>(directory, format), count, () -> work.delete(directory));
  }

  @Override
  public Runnable inBackground(Runnable work) {
    return () -> {
      spark.setLocalProperty(SparkSettings.POOL, SparkSettings.BACKGROUND);
      try {
        work.run();
      } finally {
        spark.setLocalProperty(SparkSettings.POOL, null);
      }
    };
  }

  @Override
  public int parallelism() {
    return spark.defaultParallelism();
  }

  /** Where this party keeps chunks and blocks. */
  public WorkDirectory work() {
    return work;
  }

  /** The Spark context of this party's application. */
  public JavaSparkContext spark() {
    return spark;
  }

  /** The work directory's file systems, for executors. */
  public Broadcast<HadoopSettings> settings() {
    return settings;
  }

  @Override
  public void close() {
    ExecutorContext.forget(id);
    settings.unpersist();
  }

  /** Opens the party's exchange inside an executor. */
  public ExchangeSupplier exchange() {
    return exchange;
  }

  String id() {
    return id;
  }

  String name() {
    return work.path();
  }
}
