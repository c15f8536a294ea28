package dev.tributary.fl.jobs.run;

import dev.tributary.fl.horizontal.sum.MaskedSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumJournal;
import dev.tributary.fl.horizontal.sum.SumRules;
import dev.tributary.fl.jobs.file.Consent;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Role;

/** How the parties of a job sum: the one place that decides it, and there is no other way. */
final class JobSums {
  private JobSums() {}

  /**
   * The end of a feature party that holds the same columns as others; a loss ends these sums.
   *
   * @param slot session of these
   */
  static SecureSum ofSlot(FederatedSession slot, JobFile job) {
    return MaskedSum.open(
        slot, new SumRules(slot.parties().get(0), slot.parties().size(), consent(job)));
  }

  private static SumRules.Consent consent(JobFile job) {
    return job.consents().contains(Consent.TWO_PARTY_SUM)
        ? SumRules.Consent.TWO_PARTY_SUM
        : SumRules.Consent.NONE;
  }

  /**
   * This party's end.
   *
   * @param kept what the run goes on from where it is started again
   */
  static SecureSum open(FederatedSession session, JobFile job, SumJournal kept) {
    return MaskedSum.open(
        session,
        new SumRules(
            job.summingParty(),
            job.sum().threshold(),
            job.sum().fewest(session.roster().in(Role.LABEL).size()),
            consent(job)),
        kept,
        job.privacy() != null);
  }
}
