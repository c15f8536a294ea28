package dev.tributary.fl.jobs.run;

import dev.tributary.fl.horizontal.sum.MaskedSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumRules;
import dev.tributary.fl.jobs.file.Consent;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Role;

/** How the parties of a job sum: the one place that decides it, and there is no other way. */
final class JobSums {
  private JobSums() {}

  /** This party's end. */
  static SecureSum open(FederatedSession session, JobFile job) {
    return MaskedSum.open(
        session,
        new SumRules(
            job.summingParty(),
            job.sum().threshold(),
            job.sum().fewest(session.roster().in(Role.LABEL).size()),
            job.consents().contains(Consent.TWO_PARTY_SUM)
                ? SumRules.Consent.TWO_PARTY_SUM
                : SumRules.Consent.NONE));
  }
}
