/**
 * One party's part in one run of a job: read, align, split, lay out, train, evaluate, store. The
 * driver of a Spark application, started by {@link dev.tributary.fl.jobs.PartyMain}.
 */
package dev.tributary.fl.jobs.run;
