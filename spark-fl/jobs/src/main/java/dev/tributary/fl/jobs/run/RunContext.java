package dev.tributary.fl.jobs.run;

import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumJournal;
import dev.tributary.fl.jobs.file.AlignSection;
import dev.tributary.fl.jobs.report.Pace;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.StoredBarrier;
import dev.tributary.fl.spark.stage.FederatedParams;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.protocol.LossRule;
import dev.tributary.transport.GrpcSession;
import dev.tributary.transport.SessionTraffic;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the stages of a run share once all parties have joined.
 *
 * @param request what to do
 * @param source this party's table, checked
 * @param repeatedIds rows of it whose id another row has; 0 where ids are aligned
 * @param warnings what in the table looks like an accident; for this party's report only
 * @param grpc the connection
 * @param session the run as estimators see it
 * @param sampling what this party draws rows and columns from
 * @param kept what its sums go on from where the run was started again
 * @param safeguards what protects this party, and what its owner waived
 * @param stages wall times
 * @param watch told by estimators how it goes
 * @param log what the user sees
 */
public record RunContext(
    RunRequest request,
    SourceTable source,
    long repeatedIds,
    List<String> warnings,
    GrpcSession grpc,
    FederatedSession session,
    SamplingSecret sampling,
    SumJournal kept,
    Safeguards safeguards,
    Stages stages,
    RunWatch watch,
    Log log) {
  /** Tells a stage how the job aligns rows, and which of this party's columns that is by. */
  public void alignWith(FederatedParams<?> stage) {
    AlignSection align = request.job().align();
    stage.setAlignment(align.protocol().suite());
    stage.setIdCols(source.source().id().toArray(String[]::new));
    stage.setIdNormalization(align.normalization().names().toArray(String[]::new));
    stage.setMinIntersection(align.minIntersection());
    if (align.maxIds() != null) {
      stage.setMaxIds(align.maxIds());
    }
  }

  /** Opens this party's end of the sums of a run in which all have people of their own. */
  public SecureSum sums(FederatedSession session) {
    return JobSums.open(session, request.job(), kept);
  }

  /** Opens a feature party's end of the sums with those that hold the same columns. */
  public SecureSum slotSums(FederatedSession slot) {
    return JobSums.ofSlot(slot, request.job());
  }

  /**
   * Waits until every party that is left has computed and stored what it can alone, so that nobody
   * shows results of a run that fails elsewhere.
   */
  public void awaitOthers() {
    stages.enter("wait for the others");
    LossRule rule = request.job().lossRule();
    if (rule.goesOn()) {
      StoredBarrier.awaitThoseLeft(session, request.job().summingParty(), rule.minParties());
    } else {
      StoredBarrier.await(session.patient(groups()));
    }
  }

  /** Of which a party may serve one after the other. */
  private int groups() {
    return request.job().train().algorithm().partition().turns(session.roster());
  }

  /** What the run has cost so far, without a training whose steps are timed. */
  public RunCost cost() {
    return cost(Optional.empty());
  }

  /** What it has cost with a training of that pace. */
  public RunCost cost(Pace pace) {
    return cost(Optional.of(pace));
  }

  private RunCost cost(Optional<Pace> pace) {
    SessionTraffic traffic = grpc.traffic();
    Map<String, Double> seconds = stages.seconds();
    return new RunCost(
        pace,
        seconds.values().stream().mapToDouble(s -> s).sum(),
        seconds,
        traffic.sent(),
        traffic.received(),
        watch.trainingBytes());
  }
}
