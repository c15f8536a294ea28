package dev.tributary.fl.jobs.run;

import dev.tributary.connectors.OwnerOnly;
import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.horizontal.sum.SumJournal;
import dev.tributary.fl.jobs.data.CheckedTable;
import dev.tributary.fl.jobs.file.IdentitySection;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.shards.WorkDirectory;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.GrpcSession;
import dev.tributary.transport.SessionDeadlines;
import dev.tributary.transport.SessionSpec;
import dev.tributary.transport.pki.Fingerprint;
import dev.tributary.transport.pki.Identity;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * One party's part in a run, from its files to its results. Everything that can be checked alone is
 * checked before any other party is contacted; after that, a failure here aborts the run for all.
 */
public final class PartyRun {
  private static final Duration RECONNECT = Duration.ofMinutes(1);

  /** Ends the name of a run that scores, so that its messages are not mixed with a training's. */
  private static final String SCORING = "-score";

  /** Purpose of the secret that rows and columns are drawn from. */
  private static final String SAMPLING = "row and column sampling";

  private final RunRequest request;
  private final String name;
  private final SparkSession spark;
  private final Log log;
  private final Stages stages;
  private final List<String> results;
  private final Supplier<Task> task;

  private PartyRun(
      RunRequest request,
      String name,
      SparkSession spark,
      Log log,
      Stages stages,
      List<String> results,
      Supplier<Task> task) {
    this.request = request;
    this.name = name;
    this.spark = spark;
    this.log = log;
    this.stages = stages;
    this.results = results;
    this.task = task;
  }

  /**
   * A run that trains the job's model.
   *
   * @param results names of what any run may leave, in the order of moving into place
   * @param task made once this party can tell the others that it gives up
   */
  public static PartyRun training(
      RunRequest request,
      SparkSession spark,
      Log log,
      Stages stages,
      List<String> results,
      Supplier<Task> task) {
    return new PartyRun(request, request.run(), spark, log, stages, results, task);
  }

  /** A run that scores the party's rows with a stored model; otherwise the same. */
  public static PartyRun scoring(
      RunRequest request,
      SparkSession spark,
      Log log,
      Stages stages,
      List<String> results,
      Supplier<Task> task) {
    return new PartyRun(request, request.run() + SCORING, spark, log, stages, results, task);
  }

  /**
   * Runs to the end.
   *
   * @throws FederationException whose fault it was; nothing is left in the result folder then
   */
  public void run() {
    stages.enter("read");
    Identity identity = identity();
    Safeguards safeguards = alone(identity, this::safeguards);
    try (ResultFolder out = alone(identity, () -> results(safeguards))) {
      Task what = alone(identity, task);
      CheckedTable source = alone(identity, () -> what.source(spark));
      source.words().forEach(log::line);
      Optional<KeptRun> kept = alone(identity, () -> kept(source));
      makeWork();
      try {
        Meetings meetings = new Meetings(kept, request.job().deadlines(), log);
        while (!meet(identity, meetings, what, source, safeguards, out)) {
          out.clear();
        }
      } finally {
        removeWork();
      }
      out.keep();
      kept.ifPresent(KeptRun::remove);
    }
    log.line("done: " + request.out());
  }

  private Optional<KeptRun> kept(CheckedTable source) {
    return request
        .job()
        .deadlines()
        .rejoinDuration()
        .map(
            wait ->
                KeptRun.open(request, source.table(), spark.sparkContext().hadoopConfiguration()));
  }

  /** Whether the run came to its end; otherwise a party was lost, and all meet again. */
  private boolean meet(
      Identity identity,
      Meetings meetings,
      Task what,
      CheckedTable source,
      Safeguards safeguards,
      ResultFolder out) {
    stages.enter("join");
    try (GrpcSession grpc =
        GrpcSession.open(
            request.config().aggregator().endpoint(), identity, spec(meetings.patience()))) {
      SamplingSecret sampling = SamplingSecret.of(identity.secret(SAMPLING));
      try {
        together(grpc, sampling, meetings.sums(), what, source, safeguards, out);
        return true;
      } catch (RuntimeException e) {
        RuntimeException first = grpc.abort(e);
        if (meetings.goesOn(first, grpc)) {
          return false;
        }
        throw first;
      }
    }
  }

  /** USER where one is missing that PARTY.yaml does not waive. */
  private Safeguards safeguards() {
    Safeguards found = Safeguards.of(spark, request.job(), request.config(), request.out());
    found.waived().forEach(waived -> log.line("warning: " + waived));
    found.require();
    return found;
  }

  private ResultFolder results(Safeguards safeguards) {
    return new ResultFolder(
        request.out(), results, safeguards.access(), spark.sparkContext().hadoopConfiguration());
  }

  /** Blocks and matched keys are the party's data in the clear: nobody else may read them. */
  private void makeWork() {
    Path work = new Path(request.work());
    try {
      OwnerOnly.makeFolder(work.getFileSystem(spark.sparkContext().hadoopConfiguration()), work);
    } catch (IOException e) {
      throw WorkDirectory.failed("making", work, e);
    }
  }

  /** Does what comes before joining; if it fails, the others need not wait for this party. */
  private <T> T alone(Identity identity, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      if (begunBefore()) {
        throw e;
      }
      try {
        GrpcSession.decline(request.config().aggregator().endpoint(), identity, spec(), e);
      } catch (FederationException unheard) {
        e.addSuppressed(unheard);
      }
      throw e;
    }
  }

  /** Then the others wait for this party, which may be started again once more. */
  private boolean begunBefore() {
    Path kept = new Path(request.kept());
    try {
      return request.job().deadlines().rejoin() != null
          && kept.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(kept);
    } catch (IOException e) {
      return false;
    }
  }

  private void together(
      GrpcSession grpc,
      SamplingSecret sampling,
      SumJournal sums,
      Task what,
      CheckedTable source,
      Safeguards safeguards,
      ResultFolder out) {
    SparkContext cluster = spark.sparkContext();
    LateJobs late = new LateJobs(cluster, () -> grpc.aborted().isPresent());
    cluster.addSparkListener(late);
    grpc.onAbort(reason -> cluster.cancelAllJobs());
    grpc.onLost(
        (party, since) ->
            log.line(
                "warning: "
                    + LossRule.silence(party, since)
                    + ", or it did not send in time; the run goes on without it"));
    try (SparkCompute compute = new SparkCompute(spark, request.work(), grpc.supplier())) {
      FederatedSession session =
          new FederatedSession(
              request.self(),
              request.job().roster(),
              grpc.run(),
              0,
              grpc.exchange(),
              compute,
              grpc.stepDeadline());
      RunContext context =
          new RunContext(
              request,
              source.table(),
              source.ids().repeated(),
              source.warnings(),
              grpc,
              session,
              sampling,
              sums,
              safeguards,
              stages,
              new RunWatch(stages, log, grpc),
              log);
      what.run(context, out);
      out.publish();
      grpc.finish();
    } finally {
      cluster.removeSparkListener(late);
    }
  }

  /** It does not outlive the run. */
  private void removeWork() {
    Path work = new Path(request.work());
    try {
      work.getFileSystem(spark.sparkContext().hadoopConfiguration()).delete(work, true);
    } catch (IOException e) {
      log.line("warning: " + work + " could not be removed: " + e.getMessage());
    }
  }

  private Identity identity() {
    IdentitySection files = request.config().identity();
    Identity identity = Identity.load(files.certificatePath(), files.keyPath(), files.trustPath());
    if (!identity.party().equals(request.self())) {
      throw FederationException.user(
          "the certificate is of party '%s', not of '%s': see identity in the configuration",
          identity.party(), request.self());
    }
    return identity;
  }

  private SessionSpec spec() {
    return spec(request.job().deadlines().startDuration());
  }

  /**
   * @param join how long to wait for the others
   */
  private SessionSpec spec(Duration join) {
    JobFile job = request.job();
    Map<PartyId, Optional<Fingerprint>> pins = new LinkedHashMap<>();
    job.parties()
        .forEach(
            (name, party) ->
                pins.put(
                    new PartyId(name),
                    Optional.ofNullable(party.fingerprint()).map(Fingerprint::new)));
    return new SessionSpec(
        name,
        job.sha256(),
        request.self(),
        pins,
        new SessionDeadlines(join, job.deadlines().stepDuration(), RECONNECT),
        job.lossRule());
  }
}
