package dev.tributary.fl.jobs.run;

import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.protocol.PartyId;

/**
 * One party's part in one run.
 *
 * @param job what was agreed
 * @param config what is this party's own, checked against the job
 * @param self this party
 * @param run name of the run, agreed by the parties
 * @param out folder of the results, on any Hadoop file system
 * @param work folder of intermediate blocks, likewise; of this run alone, removed at its end
 * @param kept folder of what a run that is started again goes on from, the same then
 */
public record RunRequest(
    JobFile job,
    PartyFile config,
    PartyId self,
    String run,
    String out,
    String work,
    String kept) {}
