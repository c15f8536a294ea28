package dev.tributary.transport;

import dev.tributary.crypto.aead.EphemeralKey;
import dev.tributary.crypto.aead.IdentitySignature;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import dev.tributary.transport.pki.Identity;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;

/**
 * The first message of a party to all others: who it is, which job it runs, and its key for this
 * run. Signed by the party's identity key; relayed by the aggregator, which cannot alter it.
 *
 * @param party sender
 * @param run the run it is for, so that one of an earlier run is refused
 * @param jobSha256 hash of the sender's job file, hex
 * @param format newest transport format of the sender
 * @param suite key agreement and sealing suite of the sender
 * @param software for people
 * @param publicKey X25519, 32 bytes
 * @param certificate DER
 * @param body the signed bytes
 * @param signature ECDSA, DER
 */
record Introduction(
    PartyId party,
    RunId run,
    String jobSha256,
    int format,
    String suite,
    String software,
    byte[] publicKey,
    byte[] certificate,
    byte[] body,
    byte[] signature) {
  private static final int FORMAT = 1;
  private static final String DOMAIN = "introduction";
  private static final int MAX_TEXT = 200;
  private static final int MAX_CERTIFICATE = 1 << 14;
  private static final int MAX_BODY = 1 << 15;

  /** Draws and signs this party's introduction. */
  static byte[] encode(
      Identity identity, PartyId party, RunId run, String jobSha256, EphemeralKey key) {
    byte[] body =
        new WireWriter(FORMAT)
            .string(party.name())
            .string(run.value())
            .string(jobSha256)
            .i32(TransportFormat.CURRENT)
            .string(TransportFormat.SUITE)
            .string(TransportFormat.software())
            .bytes(key.publicKey())
            .bytes(encoded(identity))
            .toByteArray();
    return new WireWriter(FORMAT).bytes(body).bytes(identity.sign(DOMAIN, body)).toByteArray();
  }

  /**
   * Reads an introduction; nothing in it is to be believed before {@link #signedBy}.
   *
   * @throws MalformedMessageException if it is none
   */
  static Introduction decode(byte[] message) {
    WireReader outer = new WireReader(message, FORMAT);
    byte[] body = outer.bytes(MAX_BODY);
    byte[] signature = outer.bytes(IdentitySignature.MAX_LENGTH);
    outer.end();
    WireReader in = new WireReader(body, FORMAT);
    try {
      Introduction introduction =
          new Introduction(
              new PartyId(in.string(MAX_TEXT)),
              new RunId(in.string(MAX_TEXT)),
              in.string(MAX_TEXT),
              in.i32(1, Integer.MAX_VALUE),
              in.string(MAX_TEXT),
              in.string(MAX_TEXT),
              in.bytes(EphemeralKey.LENGTH),
              in.bytes(MAX_CERTIFICATE),
              body,
              signature);
      in.end();
      if (introduction.publicKey.length != EphemeralKey.LENGTH) {
        throw new MalformedMessageException("public key must be 32 bytes");
      }
      return introduction;
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }

  boolean signedBy(PublicKey key) {
    return IdentitySignature.verify(key, DOMAIN, body, signature);
  }

  private static byte[] encoded(Identity identity) {
    try {
      return identity.certificate().getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
