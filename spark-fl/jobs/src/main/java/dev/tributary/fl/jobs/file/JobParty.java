package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One party of a job.
 *
 * @param role what it brings
 * @param fingerprint {@code sha256:} and 64 hex digits of its public key, as {@code tributary pki
 *     fingerprint} prints it; null: whoever holds a certificate in its name is believed
 */
public record JobParty(
    @JsonProperty("role") Role role, @JsonProperty("fingerprint") String fingerprint) {
  public JobParty {
    Rules.required("role", role);
    Rules.fingerprint(fingerprint);
  }
}
