package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.session.Role;
import java.util.List;

/**
 * One party of a job.
 *
 * @param role what it brings
 * @param fingerprint {@code sha256:} and 64 hex digits of its public key, as {@code tributary pki
 *     fingerprint} prints it; null: whoever holds a certificate in its name is believed, and a run
 *     is refused where PARTY.yaml does not allow that
 * @param with label parties that a feature party serves where there are several; otherwise null
 */
public record JobParty(
    @JsonProperty("role") Role role,
    @JsonProperty("fingerprint") String fingerprint,
    @JsonProperty("with") List<String> with) {
  public JobParty {
    with = with == null ? null : List.copyOf(with);
    Rules.required("role", role);
    Rules.fingerprint(fingerprint);
  }

  /** The same with its key pinned. */
  JobParty pinned(String print) {
    return new JobParty(role, print, with);
  }
}
