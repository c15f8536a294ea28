package dev.tributary.transport;

import dev.tributary.crypto.aead.DirectionKey;
import dev.tributary.crypto.aead.EphemeralKey;
import dev.tributary.crypto.aead.SealingStream;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.wire.WireWriter;
import dev.tributary.transport.pki.Identity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;

/**
 * A party that writes its messages by hand: introductions that claim what it likes, signed by
 * whatever key it holds, and seals under a run's keys without the checks of a real exchange.
 */
final class MaliciousPeer {
  private final Identity signer;
  private String party;
  private String run;
  private String job = TestFederation.JOB;
  private int format = TransportFormat.CURRENT;
  private String suite = TransportFormat.SUITE;
  private String domain = "introduction";
  private byte[] publicKey = new EphemeralKey().publicKey();
  private Identity shown;
  private byte[] trailing = new byte[0];

  MaliciousPeer(Identity signer, PartyId party, RunId run) {
    this.signer = signer;
    this.shown = signer;
    this.party = party.name();
    this.run = run.value();
  }

  MaliciousPeer named(String other) {
    party = other;
    return this;
  }

  MaliciousPeer inRun(String other) {
    run = other;
    return this;
  }

  MaliciousPeer withJob(String other) {
    job = other;
    return this;
  }

  MaliciousPeer inFormat(int other) {
    format = other;
    return this;
  }

  MaliciousPeer inSuite(String other) {
    suite = other;
    return this;
  }

  /** Signs for another purpose. */
  MaliciousPeer signing(String otherDomain) {
    domain = otherDomain;
    return this;
  }

  MaliciousPeer withRunKey(byte[] other) {
    publicKey = other;
    return this;
  }

  /** Shows the certificate of somebody whose key it does not have. */
  MaliciousPeer showing(Identity other) {
    shown = other;
    return this;
  }

  MaliciousPeer followedBy(byte... bytes) {
    trailing = bytes;
    return this;
  }

  byte[] introduction() {
    byte[] body =
        new WireWriter(1)
            .string(party)
            .string(run)
            .string(job)
            .i32(format)
            .string(suite)
            .string("malicious 6")
            .bytes(publicKey)
            .bytes(certificate())
            .toByteArray();
    byte[] whole = new byte[body.length + trailing.length];
    System.arraycopy(body, 0, whole, 0, body.length);
    System.arraycopy(trailing, 0, whole, body.length, trailing.length);
    return new WireWriter(1).bytes(whole).bytes(signer.sign(domain, whole)).toByteArray();
  }

  /** A piece as an exchange seals it. */
  static byte[] sealed(DirectionKey key, MessageAddress address, byte[] plain) {
    return sealed(key, "piece|" + address, plain);
  }

  /** A manifest's bytes, signed by a key that need not be the sender's, as a driver seals them. */
  static byte[] sealed(DirectionKey key, StepAddress step, byte[] body, byte[] signature) {
    return sealed(
        key, "manifest|" + step, new WireWriter(1).bytes(body).bytes(signature).toByteArray());
  }

  static byte[] sealed(DirectionKey key, String context, byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      SealingStream sealing = key.seal(out, context.getBytes(StandardCharsets.UTF_8));
      sealing.write(plain);
      sealing.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private byte[] certificate() {
    try {
      return shown.certificate().getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
