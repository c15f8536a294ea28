package dev.tributary.fl.jobs.run;

import dev.tributary.fl.FederatedSession;
import dev.tributary.fl.spark.SparkCompute;
import dev.tributary.transport.GrpcSession;
import org.apache.spark.sql.SparkSession;

/**
 * What the stages of a run share once all parties have joined.
 *
 * @param request what to do
 * @param spark this party's application
 * @param source its table, checked
 * @param grpc the connection
 * @param session the run as algorithms see it
 * @param compute its executors
 * @param stages wall times
 * @param log what the user sees
 */
record RunContext(
    RunRequest request,
    SparkSession spark,
    SourceTable source,
    GrpcSession grpc,
    FederatedSession session,
    SparkCompute compute,
    Stages stages,
    Log log) {}
