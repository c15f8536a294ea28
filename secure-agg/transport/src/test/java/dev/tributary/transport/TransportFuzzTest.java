package dev.tributary.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tributary.crypto.aead.EphemeralKey;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.fuzz.DecoderCoverage;
import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.transport.pki.CertificateAuthority;
import dev.tributary.transport.pki.CertificateRequests;
import dev.tributary.transport.pki.Identity;
import dev.tributary.transport.proto.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransportFuzzTest {
  private static final PartyId LENDER = new PartyId("lender");
  private static final StepAddress STEP =
      new StepAddress(new RunId("run-1"), 0, 0, "step", LENDER, new PartyId("bureau"));

  @TempDir private Path folder;

  @Test
  void introductions() {
    CertificateAuthority ca = CertificateAuthority.init(folder, "fuzz");
    CertificateRequests.create(folder, LENDER, List.of());
    ca.sign(
        folder.resolve("lender.csr"),
        LENDER,
        List.of(),
        Duration.ofDays(1),
        folder.resolve("l.crt"));
    Identity identity =
        Identity.load(
            folder.resolve("l.crt"), folder.resolve("lender.key"), folder.resolve("ca.crt"));
    byte[] valid =
        Introduction.encode(
            identity, LENDER, new RunId("run-1"), "ab".repeat(32), new EphemeralKey());
    DecoderFuzz.run("Introduction", Introduction::decode, valid);
  }

  @Test
  void manifests() {
    byte[] one =
        SealedManifest.encode(
            new StepManifest(STEP, List.of(new PieceReceipt(0, 5, new byte[32]))));
    byte[] two =
        SealedManifest.encode(
            new StepManifest(
                STEP,
                List.of(
                    new PieceReceipt(0, 5, new byte[32]), new PieceReceipt(1, 6, new byte[32]))));
    DecoderFuzz.run("SealedManifest", bytes -> SealedManifest.decode(bytes, STEP), one, two);
  }

  @Test
  void stepAddresses() {
    DecoderFuzz.run(
        "WireSteps",
        bytes -> {
          try {
            WireSteps.fromWire("run-1", Step.parseFrom(bytes), bytes.length - 20);
          } catch (InvalidProtocolBufferException e) {
            throw new MalformedMessageException(e.getMessage());
          }
        },
        WireSteps.toWire(STEP).toByteArray());
  }

  @Test
  void everyDecoderIsFuzzed() {
    assertThat(DecoderCoverage.missing()).isEmpty();
  }
}
