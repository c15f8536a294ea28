package dev.tributary.aggregator.cli;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.pki.CertificateAuthority;
import dev.tributary.transport.pki.CertificateFile;
import dev.tributary.transport.pki.CertificateRequests;
import dev.tributary.transport.pki.Fingerprint;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "pki",
    description = {
      "Makes a federation's CA and certificates. Private keys never travel: a party runs `request`"
          + " and sends only the .csr; the CA's operator runs `sign` and sends back the .crt."
    },
    mixinStandardHelpOptions = true)
final class PkiCommand implements Runnable {
  private static final int MAX_DAYS = 3650;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(out());
  }

  @Command(
      name = "init",
      description = "Makes a CA: DIR/ca.key (keep it offline) and DIR/ca.crt (give it to all).",
      mixinStandardHelpOptions = true)
  int init(
      @Option(names = "--dir", required = true, paramLabel = "DIR") Path folder,
      @Option(names = "--name", defaultValue = "Tributary federation", paramLabel = "NAME")
          String name) {
    CertificateAuthority ca = CertificateAuthority.init(folder, name);
    out().printf("CA %s%n%s%n", folder.resolve("ca.crt"), Fingerprint.of(ca.certificate()));
    return 0;
  }

  @Command(
      name = "request",
      description = {
        "Makes DIR/NAME.key (mode 0600) and DIR/NAME.csr, and prints the key's fingerprint for the"
            + " job file. With --host the certificate is for an aggregator."
      },
      mixinStandardHelpOptions = true)
  int request(
      @Option(names = "--dir", required = true, paramLabel = "DIR") Path folder,
      @Option(names = "--name", required = true, paramLabel = "NAME") String name,
      @Option(
              names = "--host",
              paramLabel = "HOST",
              description =
                  "DNS name or address by which parties reach the aggregator; repeatable.")
          List<String> hosts) {
    Fingerprint made = CertificateRequests.create(folder, party(name), given(hosts));
    out().printf("request %s%n%s%n", folder.resolve(name + ".csr"), made);
    return 0;
  }

  @Command(
      name = "sign",
      description = {
        "Issues a certificate for a request, if it is for exactly this name: a party's. With --host"
            + " an aggregator's, if the request names exactly these hosts."
      },
      mixinStandardHelpOptions = true)
  int sign(
      @Option(names = "--ca", required = true, paramLabel = "DIR", description = "The CA's folder.")
          Path folder,
      @Option(names = "--request", required = true, paramLabel = "FILE") Path request,
      @Option(names = "--name", required = true, paramLabel = "NAME") String name,
      @Option(
              names = "--host",
              paramLabel = "HOST",
              description =
                  "As which host its holder may be the aggregator; repeatable, each that the request"
                      + " names.")
          List<String> hosts,
      @Option(names = "--out", required = true, paramLabel = "FILE") Path target,
      @Option(names = "--days", defaultValue = "397", paramLabel = "DAYS") int days) {
    if (days < 1 || days > MAX_DAYS) {
      throw FederationException.user("--days must be 1 to %d. Provided value: %d", MAX_DAYS, days);
    }
    CertificateAuthority.load(folder)
        .sign(request, party(name), given(hosts), Duration.ofDays(days), target);
    out().printf("certificate %s%n", target);
    return show(target);
  }

  @Command(
      name = "fingerprint",
      description = "Prints what a job file pins for the owner of a certificate.",
      mixinStandardHelpOptions = true)
  int fingerprint(@Parameters(paramLabel = "FILE") Path certificate) {
    out().println(CertificateFile.read(certificate).fingerprint());
    return 0;
  }

  @Command(
      name = "show",
      description = "Prints a certificate for people.",
      mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "FILE") Path certificate) {
    CertificateFile.read(certificate).lines().forEach(out()::println);
    return 0;
  }

  private static List<String> given(List<String> hosts) {
    return hosts == null ? List.of() : List.copyOf(hosts);
  }

  private static PartyId party(String name) {
    try {
      return new PartyId(name);
    } catch (IllegalArgumentException e) {
      throw FederationException.user("%s", e.getMessage());
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
