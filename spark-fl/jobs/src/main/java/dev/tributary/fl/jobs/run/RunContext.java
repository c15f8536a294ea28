package dev.tributary.fl.jobs.run;

import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.FederatedSession;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.transport.GrpcSession;
import dev.tributary.transport.SessionTraffic;
import java.util.Map;

/**
 * What the stages of a run share once all parties have joined.
 *
 * @param request what to do
 * @param source this party's table, checked
 * @param grpc the connection
 * @param session the run as estimators see it
 * @param stages wall times
 * @param watch told by estimators how it goes
 * @param log what the user sees
 */
record RunContext(
    RunRequest request,
    SourceTable source,
    GrpcSession grpc,
    FederatedSession session,
    Stages stages,
    RunWatch watch,
    Log log) {
  /**
   * What the run has cost so far.
   *
   * @param secondsPerTree NaN where no tree was trained
   */
  RunCost cost(double secondsPerTree) {
    SessionTraffic traffic = grpc.traffic();
    Map<String, Double> seconds = stages.seconds();
    return new RunCost(
        secondsPerTree,
        seconds.values().stream().mapToDouble(s -> s).sum(),
        seconds,
        traffic.sent(),
        traffic.received(),
        watch.trainingBytes());
  }
}
