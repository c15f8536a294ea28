package dev.tributary.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.transport.pki.CertificateAuthority;
import dev.tributary.transport.proto.HelloRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxClientTest {
  @TempDir private Path folder;

  /** A task of an executor that is at work when its run ends must not blame the aggregator. */
  @Test
  void callsAfterTheEndOfTheRunFailWithItsReason() throws Exception {
    CertificateAuthority.init(folder, "client");
    MailboxClient client =
        MailboxClient.forExecutor(
            AggregatorAddress.parse("localhost:1"),
            Files.readAllBytes(folder.resolve("ca.crt")),
            new byte[32],
            Duration.ofSeconds(1));
    client.end(new FederationException(ErrorCode.PEER, "bureau gave up: the disk is full"));

    FederationException failure =
        catchThrowableOfType(
            FederationException.class,
            () ->
                client.call(
                    Duration.ofSeconds(20), stub -> stub.hello(HelloRequest.newBuilder().build())));

    assertThat(failure.code()).isEqualTo(ErrorCode.PEER);
    assertThat(failure).hasMessage("bureau gave up: the disk is full");
  }
}
