package dev.tributary.transport;

import dev.tributary.protocol.PartyId;
import dev.tributary.transport.pki.CertificateAuthority;
import dev.tributary.transport.pki.CertificateRequests;
import dev.tributary.transport.pki.Fingerprint;
import dev.tributary.transport.pki.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A CA, and keys and certificates as `pki` makes them, in a folder. */
final class TestFederation {
  static final PartyId LENDER = new PartyId("lender");
  static final PartyId BUREAU = new PartyId("bureau");
  static final PartyId AGGREGATOR = new PartyId("aggregator");
  static final String JOB = "ab".repeat(32);
  static final Duration SOON = Duration.ofSeconds(20);
  static final SessionDeadlines DEADLINES = new SessionDeadlines(SOON, SOON, SOON);

  private final Path folder;
  private final CertificateAuthority ca;
  private final Map<String, Identity> identities = new ConcurrentHashMap<>();

  TestFederation(Path folder) {
    this.folder = folder;
    ca = CertificateAuthority.init(folder, "test federation");
  }

  Path trust() {
    return folder.resolve("ca.crt");
  }

  /** A party's certified key; the same when asked again. */
  Identity party(PartyId name) {
    return identity(name, name.name(), List.of());
  }

  /** One that the CA certified for a party's name, but for use as an aggregator at this host. */
  Identity server(PartyId name, String host) {
    return identity(name, name + "-at-" + host, List.of(host));
  }

  /** Another key that the CA certified in a party's name. */
  Identity second(PartyId name) {
    return identity(name, name + "-2", List.of());
  }

  private Identity identity(PartyId name, String files, List<String> hosts) {
    return identities.computeIfAbsent(files, made -> certified(name, made, hosts));
  }

  private Identity certified(PartyId name, String files, List<String> hosts) {
    Path own = folder.resolve(files);
    CertificateRequests.create(own, name, hosts);
    Path certificate = own.resolve(name + ".crt");
    ca.sign(own.resolve(name + ".csr"), name, hosts, Duration.ofDays(1), certificate);
    return Identity.load(certificate, own.resolve(name + ".key"), trust());
  }

  /** A run of lender and bureau with these pins. */
  static SessionSpec spec(PartyId self, Map<PartyId, Fingerprint> pins) {
    return new SessionSpec(
        "spring",
        JOB,
        self,
        Map.of(
            LENDER, Optional.ofNullable(pins.get(LENDER)),
            BUREAU, Optional.ofNullable(pins.get(BUREAU))),
        DEADLINES);
  }
}
