package dev.tributary.fl.jobs.algorithm;

import dev.tributary.fl.jobs.file.JobAlgorithm;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.plan.AlgorithmPlan;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.ModelUse;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * One way of learning from several parties' data: everything that the commands and the run of a job
 * must know of it. An algorithm is a package below {@code vertical}, {@code horizontal} or {@code
 * mixed} and one entry of {@link Algorithms}; nothing else names it.
 *
 * <p>Each method is called at one party for a job whose {@code train.algorithm} this is, and may
 * take the job's section with {@code job.train().section(Type)}.
 */
public interface Algorithm extends JobAlgorithm {
  /** This party's part of {@code party}: checks its table alone, then runs with the others. */
  Task training(RunRequest request, Log log);

  /** USER where the job has no scores to give, in one line, before anything starts. */
  default void checkScoring(JobFile job) {}

  /**
   * This party's part of {@code score}.
   *
   * @param model this party's part of a stored model
   * @throws dev.tributary.protocol.FederationException USER unless it is a part that this party can
   *     score with
   */
  Task scoring(RunRequest request, ModelUse model, Configuration hadoop, Log log);

  /** Names of files and folders in a result directory that only this algorithm writes. */
  List<String> results();

  /** What {@code plan} says of it. */
  AlgorithmPlan plan(PlanInput plan);

  /** Who learns what in a run of this job, beyond alignment. */
  Disclosure disclosure(JobFile job);
}
