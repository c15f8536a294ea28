package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.protocol.FederationException;
import java.util.regex.Pattern;

/**
 * One party of a job.
 *
 * @param role what it brings
 * @param fingerprint {@code sha256:} and 64 hex digits of its public key, as {@code tributary pki
 *     fingerprint} prints it; null: whoever holds a certificate in its name is believed
 */
public record JobParty(
    @JsonProperty("role") Role role, @JsonProperty("fingerprint") String fingerprint) {
  private static final Pattern FINGERPRINT = Pattern.compile("sha256:[0-9a-f]{64}");

  public JobParty {
    Rules.required("role", role);
    if (fingerprint != null && !FINGERPRINT.matcher(fingerprint).matches()) {
      throw FederationException.user(
          "fingerprint must be sha256: and 64 hex digits, as `tributary pki fingerprint` prints"
              + " it. Provided value: %s",
          fingerprint);
    }
  }
}
