package dev.tributary.transport;

import dev.tributary.crypto.aead.DirectionKey;
import dev.tributary.crypto.aead.IdentitySignature;
import dev.tributary.crypto.aead.OpeningException;
import dev.tributary.crypto.aead.SealingStream;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import dev.tributary.transport.pki.Identity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

/** A step manifest as it crosses the aggregator: signed by the sender's identity, then sealed. */
final class SealedManifest {
  private static final int FORMAT = 1;
  private static final String DOMAIN = "manifest";
  private static final int MAX_ADDRESS = 1024;
  private static final int RECEIPT_BYTES = 8 + 4 + 32;

  private SealedManifest() {}

  static byte[] seal(StepManifest manifest, Identity identity, DirectionKey key) {
    byte[] body = encode(manifest);
    byte[] signed =
        new WireWriter(FORMAT).bytes(body).bytes(identity.sign(DOMAIN, body)).toByteArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      SealingStream sealing = key.seal(out, context(manifest.step()));
      sealing.write(signed);
      sealing.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Opens a manifest.
   *
   * @throws FederationException PEER if it is not the sender's manifest of this step
   */
  static StepManifest open(byte[] sealed, StepAddress step, DirectionKey key, PublicKey signer) {
    try {
      byte[] signed = key.open(new ByteArrayInputStream(sealed), context(step)).readAllBytes();
      WireReader in = new WireReader(signed, FORMAT);
      byte[] body = in.bytes(signed.length);
      byte[] signature = in.bytes(IdentitySignature.MAX_LENGTH);
      in.end();
      if (!IdentitySignature.verify(signer, DOMAIN, body, signature)) {
        throw FederationException.peer(step.from(), "did not sign the manifest of %s", step)
            .telling(PeerText.ALTERED);
      }
      return decode(body, step);
    } catch (OpeningException e) {
      throw FederationException.peer(
              step.from(), "the manifest of %s could not be authenticated", step)
          .telling(PeerText.ALTERED);
    } catch (MalformedMessageException e) {
      throw FederationException.peer(
          step.from(), "sent a broken manifest at %s (%s)", step, e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] encode(StepManifest manifest) {
    WireWriter out =
        new WireWriter(FORMAT).string(manifest.step().toString()).i32(manifest.pieces().size());
    manifest.pieces().forEach(piece -> out.i64(piece.length()).bytes(piece.sha256()));
    return out.toByteArray();
  }

  /** Reads the manifest of a known step. */
  static StepManifest decode(byte[] body, StepAddress step) {
    WireReader in = new WireReader(body, FORMAT);
    if (!in.string(MAX_ADDRESS).equals(step.toString())) {
      throw new MalformedMessageException("the manifest is of another step");
    }
    int count = in.i32(1, Math.max(1, in.remaining() / RECEIPT_BYTES));
    List<PieceReceipt> pieces = new ArrayList<>(count);
    try {
      for (int shard = 0; shard < count; shard++) {
        pieces.add(new PieceReceipt(shard, in.i64(), in.bytes(32)));
      }
      in.end();
      return new StepManifest(step, pieces);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }

  private static byte[] context(StepAddress step) {
    return ("manifest|" + step).getBytes(StandardCharsets.UTF_8);
  }
}
