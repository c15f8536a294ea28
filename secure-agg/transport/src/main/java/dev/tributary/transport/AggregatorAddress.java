package dev.tributary.transport;

import dev.tributary.protocol.FederationException;
import dev.tributary.transport.pki.Fingerprint;
import java.io.Serializable;
import java.util.Optional;

/**
 * Where the aggregator is, and by which key it is known. Environments whose machines reach no
 * outside host name a relay in {@code via}: the connection goes there, and TLS still ends at the
 * aggregator. An HTTP CONNECT proxy is taken from {@code -Dhttps.proxyHost} and {@code
 * -Dhttps.proxyPort}. Where a key is pinned, a server that shows another is sent nothing, whoever
 * certified it.
 *
 * @param host name or address in the aggregator's certificate
 * @param port 1 to 65535
 * @param via {@code host:port} of a relay, or empty
 * @param pin {@link Fingerprint} of the aggregator's key, or empty: the CA alone vouches for it
 */
public record AggregatorAddress(String host, int port, String via, String pin)
    implements Serializable {
  public AggregatorAddress {
    if (host.isBlank() || port < 1 || port > 65535) {
      throw FederationException.user(
          "aggregator address must be host:port with a port of 1 to 65535. Provided value: %s:%d",
          host, port);
    }
  }

  /** Parses {@code host:port}. */
  public static AggregatorAddress parse(String address) {
    return parse(address, Optional.empty());
  }

  /** Parses {@code host:port}, reached through a relay. */
  public static AggregatorAddress parse(String address, Optional<String> via) {
    via.ifPresent(relay -> split(relay));
    AggregatorAddress direct = split(address);
    return new AggregatorAddress(direct.host(), direct.port(), via.orElse(""), "");
  }

  /** The same aggregator, known by one key only. */
  public AggregatorAddress pinned(Fingerprint key) {
    return new AggregatorAddress(host, port, via, key.value());
  }

  /** The only key that is believed, if one is pinned. */
  Optional<Fingerprint> pinned() {
    return pin.isEmpty() ? Optional.empty() : Optional.of(new Fingerprint(pin));
  }

  /** Where the connection goes. */
  AggregatorAddress target() {
    return via.isEmpty() ? this : split(via);
  }

  private static AggregatorAddress split(String address) {
    int colon = address.lastIndexOf(':');
    try {
      String host = address.substring(0, Math.max(colon, 0)).replaceAll("^\\[|\\]$", "");
      return new AggregatorAddress(host, Integer.parseInt(address.substring(colon + 1)), "", "");
    } catch (NumberFormatException e) {
      throw FederationException.user(
          "aggregator address must be host:port. Provided value: %s", address);
    }
  }

  /** {@code host:port}, with brackets around an IPv6 address. */
  String authority() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  @Override
  public String toString() {
    return authority() + (via.isEmpty() ? "" : " via " + via);
  }
}
