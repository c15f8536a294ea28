package dev.tributary.aggregator.config;

import java.net.InetSocketAddress;

/**
 * Where to listen.
 *
 * @param host local address
 * @param port 0 to 65535, 0 for any free one
 */
public record ListenAddress(String host, int port) {
  public ListenAddress {
    if (host.isBlank() || port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          "address must be host:port with a port of 0 to 65535. Provided value: "
              + host
              + ":"
              + port);
    }
  }

  /** Parses {@code host:port}. */
  public static ListenAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    try {
      return new ListenAddress(
          text.substring(0, Math.max(0, colon)).replaceAll("^\\[|\\]$", ""),
          Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("address must be host:port. Provided value: " + text);
    }
  }

  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(host, port);
  }
}
