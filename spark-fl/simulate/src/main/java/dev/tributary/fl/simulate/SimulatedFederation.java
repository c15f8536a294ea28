package dev.tributary.fl.simulate;

import dev.tributary.fl.jobs.file.AggregatorSection;
import dev.tributary.fl.jobs.file.AllowSection;
import dev.tributary.fl.jobs.file.IdentitySection;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.fl.jobs.file.SimulatedParty;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.pki.CertificateAuthority;
import dev.tributary.transport.pki.CertificateRequests;
import dev.tributary.transport.pki.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A CA and certificates that live as long as the simulation, in a folder that only this user can
 * read. Made the way a federation makes them: keys, requests, signatures.
 */
final class SimulatedFederation implements AutoCloseable {
  static final PartyId AGGREGATOR = new PartyId("aggregator");
  private static final Duration VALIDITY = Duration.ofDays(2);

  private final Path folder;
  private final Map<PartyId, String> fingerprints = new LinkedHashMap<>();
  private String aggregator;

  private SimulatedFederation(Path folder) {
    this.folder = folder;
  }

  static SimulatedFederation create(List<PartyId> parties) {
    SimulatedFederation made = new SimulatedFederation(newFolder());
    CertificateAuthority authority = CertificateAuthority.init(made.folder, "Simulated federation");
    made.aggregator =
        made.certify(authority, AGGREGATOR, List.of("localhost", "127.0.0.1")).value();
    for (PartyId party : parties) {
      made.fingerprints.put(party, made.certify(authority, party, List.of()).value());
    }
    return made;
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("tributary-simulate-");
    } catch (IOException e) {
      throw new FederationException(
          ErrorCode.RESOURCE, "making a temporary folder failed: " + e.getMessage(), e);
    }
  }

  private Fingerprint certify(CertificateAuthority authority, PartyId name, List<String> hosts) {
    Fingerprint fingerprint = CertificateRequests.create(folder, name, hosts);
    authority.sign(folder.resolve(name + ".csr"), name, hosts, VALIDITY, certificate(name));
    return fingerprint;
  }

  /** Fingerprints to pin, by party. */
  Map<PartyId, String> fingerprints() {
    return fingerprints;
  }

  Path certificate(PartyId name) {
    return folder.resolve(name + ".crt");
  }

  Path key(PartyId name) {
    return folder.resolve(name + ".key");
  }

  Path trust() {
    return folder.resolve("ca.crt");
  }

  /**
   * PARTY.yaml of a party.
   *
   * @param own its section of the job
   * @param address where it finds the aggregator
   */
  PartyFile file(PartyId party, SimulatedParty own, String address) {
    return new PartyFile(
        null,
        party.name(),
        own.data(),
        new AggregatorSection(address, null, aggregator),
        new IdentitySection(
            certificate(party).toString(), key(party).toString(), trust().toString()),
        own.spark(),
        null,
        AllowSection.foldersAsTheyAre());
  }

  /** A file or folder beside the keys. */
  Path path(String name) {
    return folder.resolve(name);
  }

  /** Writes a file beside the keys. */
  Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new FederationException(
          ErrorCode.RESOURCE, "writing " + name + " failed: " + e.getMessage(), e);
    }
  }

  /** Deletes everything, keys included. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
