package dev.tributary.fl.spark.shards;

import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Words that each partition is summed into by itself, added up. They are whole numbers, so that
 * neither partitions nor the order in which they end matter.
 *
 * <p>From six partitions on a tree of tasks adds them, as in Spark's {@code treeReduce}. Below,
 * that tree has no inner level and the driver adds, in a job whose functions are named classes:
 * Spark cleans each of the dozen closures that its own reductions make, and reads all methods of
 * the class around it to do so, which took 14 ms of a driver for each sum, as long as summing
 * 10,000 rows.
 */
public final class PartitionSums {
  private static final int FLAT = 5;

  private PartitionSums() {}

  /** Sums a partition, on an executor; always the same number of words. */
  @FunctionalInterface
  public interface Kernel<T> extends Serializable {
    long[] sum(Iterator<T> partition);
  }

  /** Adds words; may change and return the first. */
  @FunctionalInterface
  public interface Adding extends Serializable {
    long[] add(long[] sum, long[] words);
  }

  /**
   * @param words that the kernel makes of a partition
   * @return {@code [words]}, zeros without a partition
   */
  public static <T> long[] of(JavaRDD<T> rows, int words, Kernel<T> kernel, Adding adding) {
    int partitions = rows.getNumPartitions();
    if (partitions == 0) {
      return new long[words];
    }
    return SparkFailures.unwrap(
        () -> {
          if (partitions > FLAT) {
            return rows.mapPartitions(new Summed<>(kernel)).treeReduce(new Added(adding));
          }
          AtDriver sum = new AtDriver(adding);
          rows.context()
              .runJob(rows.rdd(), new Task<>(kernel), sum, ClassTag$.MODULE$.apply(long[].class));
          return sum.words;
        });
  }

  private record Summed<T>(Kernel<T> kernel) implements FlatMapFunction<Iterator<T>, long[]> {
    @Override
    public Iterator<long[]> call(Iterator<T> partition) {
      return Collections.singleton(kernel.sum(partition)).iterator();
    }
  }

  private record Added(Adding adding) implements Function2<long[], long[], long[]> {
    @Override
    public long[] call(long[] sum, long[] words) {
      return adding.add(sum, words);
    }
  }

  /** Of Scala's collections only this interface is used, whose two methods all versions share. */
  private static final class Task<T>
      extends AbstractFunction2<TaskContext, scala.collection.Iterator<T>, long[]>
      implements Serializable {
    private static final long serialVersionUID = 1;

    private final Kernel<T> kernel;

    Task(Kernel<T> kernel) {
      this.kernel = kernel;
    }

    @Override
    public long[] apply(TaskContext context, scala.collection.Iterator<T> partition) {
      return kernel.sum(
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return partition.hasNext();
            }

            @Override
            public T next() {
              return partition.next();
            }
          });
    }
  }

  /**
   * Spark's scheduler calls it for one partition after the other, before the job is told to end.
   */
  private static final class AtDriver extends AbstractFunction2<Object, long[], BoxedUnit> {
    private final Adding adding;
    private long[] words;

    AtDriver(Adding adding) {
      this.adding = adding;
    }

    @Override
    public BoxedUnit apply(Object partition, long[] more) {
      words = words == null ? more : adding.add(words, more);
      return BoxedUnit.UNIT;
    }
  }
}
