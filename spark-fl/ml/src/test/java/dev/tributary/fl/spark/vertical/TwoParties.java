package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.spark.stage.FederatedSessions;
import dev.tributary.fl.spark.stage.LocalFederation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.SparkSession;

/** A lender and a bureau in this JVM, a thread each. */
final class TwoParties implements AutoCloseable {
  private final LocalFederation federation;
  private final ExecutorService pool = Executors.newFixedThreadPool(2);

  TwoParties(SparkSession spark, Path work) {
    federation = new LocalFederation(spark, work.toString(), "lender", "bureau");
  }

  FederatedSessions lender() {
    return federation.sessions("lender");
  }

  FederatedSessions bureau() {
    return federation.sessions("bureau");
  }

  /** Runs both at the same time; a failure of the lender is thrown as such. */
  <L, B> Both<L, B> run(Callable<L> lender, Callable<B> bureau) throws Exception {
    Future<B> other = pool.submit(bureau);
    Future<L> self = pool.submit(lender);
    try {
      return new Both<>(self.get(), other.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** What both have. */
  record Both<L, B>(L lender, B bureau) {}

  @Override
  public void close() {
    pool.shutdownNow();
    federation.close();
  }
}
