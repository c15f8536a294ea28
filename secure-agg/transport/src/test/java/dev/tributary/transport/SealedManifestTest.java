package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.BUREAU;
import static dev.tributary.transport.TestFederation.LENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.crypto.aead.DirectionKey;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireWriter;
import dev.tributary.transport.pki.Identity;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Manifests by whoever has the run's keys, which a party's executors have, but not its identity.
 */
class SealedManifestTest {
  private static final StepAddress STEP =
      new StepAddress(new RunId("spring-1"), 0, 2, "sums", LENDER, BUREAU);
  private static final StepManifest MANIFEST =
      new StepManifest(
          STEP,
          List.of(new PieceReceipt(0, 5, filled(1)), new PieceReceipt(1, 1L << 40, filled(2))));

  @TempDir private Path folder;
  private Identity lender;
  private Identity other;
  private DirectionKey key;

  @BeforeEach
  void make() {
    TestFederation federation = new TestFederation(folder);
    lender = federation.party(LENDER);
    other = federation.party(BUREAU);
    key = new DirectionKey(filled(7));
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private StepManifest open(byte[] sealed) {
    return SealedManifest.open(sealed, STEP, key, signer());
  }

  private PublicKey signer() {
    return lender.certificate().getPublicKey();
  }

  private void refused(byte[] sealed, String message) {
    FederationException failure =
        catchThrowableOfType(FederationException.class, () -> open(sealed));
    assertThat(failure.code()).isEqualTo(ErrorCode.PEER);
    assertThat(failure).hasMessage("lender: " + message);
  }

  @Test
  void opensWhatTheSenderSigned() {
    assertThat(open(SealedManifest.seal(MANIFEST, lender, key))).isEqualTo(MANIFEST);
  }

  /** Run keys alone, stolen from an executor say, make no message visible. */
  @Test
  void theRunsKeyDoesNotSign() {
    refused(
        SealedManifest.seal(MANIFEST, other, key),
        "did not sign the manifest of spring-1|0|2|sums|lender>bureau");
    byte[] body = SealedManifest.encode(MANIFEST);
    refused(
        MaliciousPeer.sealed(key, STEP, body, lender.sign("introduction", body)),
        "did not sign the manifest of " + STEP);
    refused(
        MaliciousPeer.sealed(key, STEP, body, new byte[0]), "did not sign the manifest of " + STEP);
  }

  /** The party's signature alone does not either. */
  @Test
  void theSignatureDoesNotSeal() {
    refused(
        SealedManifest.seal(MANIFEST, lender, new DirectionKey(filled(8))),
        "the manifest of " + STEP + " could not be authenticated");
  }

  @Test
  void aSignedManifestOfAnotherStepIsRefusedUnderThisStepsSeal() {
    StepAddress earlier = new StepAddress(STEP.run(), 0, 1, STEP.step(), LENDER, BUREAU);
    byte[] body = SealedManifest.encode(new StepManifest(earlier, MANIFEST.pieces()));
    refused(
        MaliciousPeer.sealed(key, STEP, body, lender.sign("manifest", body)),
        "sent a broken manifest at " + STEP + " (the manifest is of another step)");
  }

  @Test
  void whatFollowsTheSignatureIsRefused() {
    byte[] body = SealedManifest.encode(MANIFEST);
    byte[] longer =
        new WireWriter(1).bytes(body).bytes(lender.sign("manifest", body)).u8(0).toByteArray();
    refused(
        MaliciousPeer.sealed(key, "manifest|" + STEP, longer),
        "sent a broken manifest at " + STEP + " (1 bytes follow the end of the message)");
  }

  @Test
  void countsAreThoseOfTheReceiptsThatFollow() {
    for (int count : new int[] {Integer.MIN_VALUE, 0, 2, 3, Integer.MAX_VALUE}) {
      byte[] body =
          new WireWriter(1)
              .string(STEP.toString())
              .i32(count)
              .i64(5)
              .bytes(filled(1))
              .toByteArray();
      assertThat(
              catchThrowableOfType(
                  MalformedMessageException.class, () -> SealedManifest.decode(body, STEP)))
          .hasMessage("value must be 1 to 1. Provided value: " + count);
    }
    byte[] nothing = new WireWriter(1).string(STEP.toString()).i32(1).toByteArray();
    assertThat(
            catchThrowableOfType(
                MalformedMessageException.class, () -> SealedManifest.decode(nothing, STEP)))
        .hasMessage("message ends too early");
  }

  @Test
  void receiptsAreChecked() {
    for (WireWriter wrong :
        List.of(
            start(1).i64(-1).bytes(filled(1)),
            start(1).i64(1).bytes(new byte[31]),
            start(1).i64(1).bytes(filled(1)).u8(9))) {
      assertThat(
              catchThrowableOfType(
                  MalformedMessageException.class,
                  () -> SealedManifest.decode(wrong.toByteArray(), STEP)))
          .isNotNull();
    }
  }

  private static WireWriter start(int count) {
    return new WireWriter(1).string(STEP.toString()).i32(count);
  }
}
