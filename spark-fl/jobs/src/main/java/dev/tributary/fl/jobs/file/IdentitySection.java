package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;

/**
 * The party's certificate, PEM files relative to the folder of the configuration.
 *
 * @param certificate of the party, subject {@code CN=<party>}
 * @param key private key, readable by its owner only
 * @param trust certificate of the federation's CA
 */
public record IdentitySection(
    @JsonProperty("certificate") String certificate,
    @JsonProperty("key") String key,
    @JsonProperty("trust") String trust) {
  public IdentitySection {
    Rules.required("certificate", certificate);
    Rules.required("key", key);
    Rules.required("trust", trust);
  }

  /** With paths from the folder of the file that names them. */
  IdentitySection from(Path folder) {
    return new IdentitySection(
        folder.resolve(certificate).toString(),
        folder.resolve(key).toString(),
        folder.resolve(trust).toString());
  }

  public Path certificatePath() {
    return Path.of(certificate);
  }

  public Path keyPath() {
    return Path.of(key);
  }

  public Path trustPath() {
    return Path.of(trust);
  }
}
