package dev.tributary.transport;

import dev.tributary.crypto.aead.DirectionKey;
import dev.tributary.crypto.aead.EphemeralKey;
import dev.tributary.crypto.random.Hkdf;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.transport.pki.Certificates;
import dev.tributary.transport.pki.Fingerprint;
import dev.tributary.transport.pki.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Agrees the keys of a run with every peer, from signed introductions.
 *
 * <p>The key from a to b is {@code HKDF(X25519(a, b), SHA-256(introduction of the first party in
 * name order, then of the second), "tributary/direction/1|a>b")}. Both introductions, and with them
 * run, job, versions and identities, are thereby part of every key: whoever was shown another
 * introduction cannot open a single message. Forward secret once {@link #destroy} was called.
 */
final class KeyAgreement {
  private final SessionSpec spec;
  private final Identity identity;
  private final RunId run;
  private final EphemeralKey key = new EphemeralKey();
  private final byte[] introduction;
  private final Map<PartyId, PublicKey> signers = new HashMap<>();

  KeyAgreement(SessionSpec spec, Identity identity, RunId run) {
    this.spec = spec;
    this.identity = identity;
    this.run = run;
    introduction = Introduction.encode(identity, spec.self(), run, spec.jobSha256(), key);
  }

  /** This party's message to all. */
  byte[] introduction() {
    return introduction.clone();
  }

  /**
   * Checks the others' introductions and derives the keys; can be called once.
   *
   * @throws FederationException PEER, naming the party and what does not fit
   */
  RunKeys agree(Map<PartyId, byte[]> introductions) {
    Map<PartyId, DirectionKey> outgoing = new HashMap<>();
    Map<PartyId, DirectionKey> incoming = new HashMap<>();
    for (PartyId peer : spec.parties().keySet()) {
      if (peer.equals(spec.self())) {
        continue;
      }
      byte[] message = introductions.get(peer);
      if (message == null) {
        throw FederationException.peer(peer, "its introduction is missing")
            .telling(PeerText.NOT_INTRODUCED);
      }
      byte[] shared = shared(peer, checked(peer, message));
      byte[] transcript = transcript(peer, message);
      outgoing.put(peer, direction(shared, transcript, spec.self(), peer));
      incoming.put(peer, direction(shared, transcript, peer, spec.self()));
    }
    return new RunKeys(outgoing, incoming);
  }

  /** Keys that sign the peers' manifests, after {@link #agree}. */
  Map<PartyId, PublicKey> signers() {
    return Map.copyOf(signers);
  }

  void destroy() {
    key.destroy();
  }

  private Introduction checked(PartyId peer, byte[] message) {
    Introduction intro;
    try {
      intro = Introduction.decode(message);
    } catch (MalformedMessageException e) {
      throw FederationException.peer(peer, "sent a broken introduction (%s)", e.getMessage())
          .telling(PeerText.FORGED);
    }
    PublicKey signer = signer(peer, intro);
    if (!intro.signedBy(signer) || !intro.party().equals(peer) || !intro.run().equals(run)) {
      throw FederationException.peer(
              peer, "its introduction is forged or of another run: do not trust this aggregator")
          .telling(PeerText.FORGED);
    }
    if (intro.format() != TransportFormat.CURRENT || !intro.suite().equals(TransportFormat.SUITE)) {
      throw FederationException.peer(
              peer,
              "runs %s with transport format %d and suite %s, this party %s with format %d and suite"
                  + " %s: run the same version",
              intro.software(),
              intro.format(),
              intro.suite(),
              TransportFormat.software(),
              TransportFormat.CURRENT,
              TransportFormat.SUITE)
          .telling(PeerText.OTHER_VERSION);
    }
    if (!intro.jobSha256().equals(spec.jobSha256())) {
      throw FederationException.peer(
              peer,
              "has another job file than %s (SHA-256 %.12s..., here %.12s...): compare the files and"
                  + " use the same one",
              spec.self(),
              intro.jobSha256(),
              spec.jobSha256())
          .telling(PeerText.OTHER_JOB);
    }
    signers.put(peer, signer);
    return intro;
  }

  private PublicKey signer(PartyId peer, Introduction intro) {
    X509Certificate certificate =
        Certificates.fromDer(intro.certificate())
            .orElseThrow(
                () ->
                    FederationException.peer(peer, "introduced itself with a broken certificate")
                        .telling(PeerText.OTHER_CERTIFICATE));
    Optional<Fingerprint> pin = spec.parties().get(peer);
    Fingerprint shown = Fingerprint.of(certificate);
    if (pin.isPresent() && !pin.get().equals(shown)) {
      throw FederationException.peer(
              peer,
              "shows key %s, the job file pins %s: ask it for the output of `pki fingerprint`; if the"
                  + " pin is right, somebody impersonates it",
              shown,
              pin.get())
          .telling(PeerText.OTHER_KEY);
    }
    Optional<String> problem = Certificates.problem(certificate, identity.trust(), Instant.now());
    if (problem.isPresent()) {
      throw FederationException.peer(peer, "its certificate %s", problem.get())
          .telling(PeerText.OTHER_CERTIFICATE);
    }
    boolean names = Certificates.party(certificate).filter(peer::equals).isPresent();
    if (!names || !Certificates.forParty(certificate)) {
      throw FederationException.peer(
              peer, "its certificate is for '%s'", certificate.getSubjectX500Principal())
          .telling(PeerText.OTHER_CERTIFICATE);
    }
    return certificate.getPublicKey();
  }

  private byte[] shared(PartyId peer, Introduction intro) {
    try {
      return key.agree(intro.publicKey());
    } catch (IllegalArgumentException e) {
      throw FederationException.peer(peer, "sent a run key that is no X25519 public key")
          .telling(PeerText.FORGED);
    }
  }

  private byte[] transcript(PartyId peer, byte[] message) {
    boolean first = spec.self().compareTo(peer) < 0;
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(MessageDigest.getInstance("SHA-256").digest(first ? introduction : message));
      digest.update(MessageDigest.getInstance("SHA-256").digest(first ? message : introduction));
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DirectionKey direction(
      byte[] shared, byte[] transcript, PartyId from, PartyId to) {
    byte[] info = ("tributary/direction/1|" + from + ">" + to).getBytes(StandardCharsets.UTF_8);
    return new DirectionKey(Hkdf.derive(shared, transcript, info, DirectionKey.LENGTH));
  }
}
