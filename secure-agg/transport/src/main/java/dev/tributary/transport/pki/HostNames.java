package dev.tributary.transport.pki;

import dev.tributary.protocol.FederationException;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;

/** Names and addresses of an aggregator as certificates hold them (RFC 5280, 4.2.1.6). */
final class HostNames {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:]*");

  private HostNames() {}

  /**
   * Encodes hosts, in order, each once.
   *
   * @throws FederationException USER for what is neither a host name nor an IP address
   */
  static Set<GeneralName> of(List<String> hosts) {
    return hosts.stream()
        .map(HostNames::generalName)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** For people. */
  static String text(Collection<GeneralName> names) {
    return names.stream().map(HostNames::text).collect(Collectors.joining(", "));
  }

  private static GeneralName generalName(String host) {
    try {
      if (host.isEmpty()) {
        throw new IllegalArgumentException("a host has a name");
      }
      return ADDRESS.matcher(host).matches()
          ? new GeneralName(GeneralName.iPAddress, host)
          : new GeneralName(
              GeneralName.dNSName,
              IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw FederationException.user("'%s' is neither a host name nor an IP address", host);
    }
  }

  private static String text(GeneralName name) {
    if (name.getTagNo() == GeneralName.iPAddress) {
      try {
        return InetAddress.getByAddress(ASN1OctetString.getInstance(name.getName()).getOctets())
            .getHostAddress();
      } catch (UnknownHostException e) {
        return name.toString();
      }
    }
    return name.getTagNo() == GeneralName.dNSName ? name.getName().toString() : name.toString();
  }
}
