package dev.tributary.aggregator;

import static dev.tributary.aggregator.TestFederation.LENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.transport.TransportFormat;
import dev.tributary.transport.pki.Identity;
import dev.tributary.transport.proto.HelloReply;
import dev.tributary.transport.proto.HelloRequest;
import dev.tributary.transport.proto.MailboxGrpc;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of other versions at an aggregator, over TLS. */
class VersionMismatchTest {
  private static final Metadata.Key<String> CODE =
      Metadata.Key.of("tributary-code", Metadata.ASCII_STRING_MARSHALLER);

  @TempDir private Path folder;
  private TestFederation federation;
  private ManagedChannel channel;

  @BeforeEach
  void connect() throws IOException {
    federation = new TestFederation(folder);
    federation.start();
    Identity lender = federation.identity(LENDER);
    channel =
        Grpc.newChannelBuilder(
                federation.address().toString(),
                TlsChannelCredentials.newBuilder()
                    .keyManager(
                        new ByteArrayInputStream(lender.certificatePem()),
                        new ByteArrayInputStream(lender.keyPem()))
                    .trustManager(new ByteArrayInputStream(lender.trustPem()))
                    .build())
            .build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    federation.close();
  }

  @Test
  void theSameFormatIsWelcome() {
    HelloReply reply = hello(TransportFormat.CURRENT, "tributary 9.9");

    assertThat(reply.getFormat()).isEqualTo(TransportFormat.CURRENT);
    assertThat(reply.getLeaseMillis()).isEqualTo(TestFederation.LIMITS.lease().toMillis());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, TransportFormat.CURRENT + 1, Integer.MAX_VALUE})
  void anotherFormatIsRefusedByNameAsTheCallersMistake(int format) {
    assertThatThrownBy(() -> hello(format, "tributary\u001b[2J 9.9"))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refusal -> {
              assertThat(refusal.getStatus().getDescription())
                  .isEqualTo(
                      "tributary [2J 9.9 speaks transport format %d, this aggregator (%s) format"
                          + " %d: run the same version",
                      format, TransportFormat.software(), TransportFormat.CURRENT);
              assertThat(ErrorCode.valueOf(refusal.getTrailers().get(CODE)).exitCode())
                  .isEqualTo(2);
            });
  }

  private HelloReply hello(int format, String software) {
    return MailboxGrpc.newBlockingStub(channel)
        .hello(HelloRequest.newBuilder().setFormat(format).setSoftware(software).build());
  }
}
