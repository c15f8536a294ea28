package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.protocol.FederationException;
import dev.tributary.transport.AggregatorAddress;
import dev.tributary.transport.pki.Fingerprint;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the aggregator is.
 *
 * @param address host:port
 * @param via host:port of a party-side relay or HTTP CONNECT proxy, or null
 * @param fingerprint of the aggregator's key, as {@code tributary pki fingerprint} prints it; null:
 *     whoever the federation's CA certified for the address is believed
 */
public record AggregatorSection(
    @JsonProperty("address") String address,
    @JsonProperty("via") String via,
    @JsonProperty("fingerprint") String fingerprint) {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s/]+:[0-9]{1,5}");

  public AggregatorSection {
    check("address", Rules.required("address", address));
    if (via != null) {
      check("via", via);
    }
    Rules.fingerprint(fingerprint);
  }

  /** Where to connect to, and whose key is believed there. */
  public AggregatorAddress endpoint() {
    AggregatorAddress parsed = AggregatorAddress.parse(address, Optional.ofNullable(via));
    return fingerprint == null ? parsed : parsed.pinned(new Fingerprint(fingerprint));
  }

  private static void check(String key, String value) {
    if (!ADDRESS.matcher(value).matches()) {
      throw FederationException.user("%s must be host:port. Provided value: %s", key, value);
    }
  }
}
