package dev.tributary.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PeerText;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.NoSuchFileException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A failure at the aggregator, as its status and at the party that called. */
class CallErrorsTest {
  private static final AggregatorAddress ADDRESS = AggregatorAddress.parse("relay.example:9440");
  private static final Metadata.Key<String> CODE =
      Metadata.Key.of("tributary-code", Metadata.ASCII_STRING_MARSHALLER);

  /** What an aggregator that says this would answer, of whatever code. */
  static StatusRuntimeException answering(ErrorCode code, String line) {
    Metadata trailers = new Metadata();
    trailers.put(CODE, code.name());
    return Status.UNKNOWN.withDescription(line).asRuntimeException(trailers);
  }

  private static FederationException heard(StatusRuntimeException status) {
    return CallErrors.fromStatus(status, ADDRESS);
  }

  private static FederationException heard(Status status) {
    return heard(status.asRuntimeException());
  }

  @ParameterizedTest
  @CsvSource({
    "USER, INVALID_ARGUMENT",
    "PEER, FAILED_PRECONDITION",
    "RESOURCE, RESOURCE_EXHAUSTED",
    "INTERNAL, INTERNAL"
  })
  void aCodeArrivesAsItWas(ErrorCode code, Status.Code status) {
    StatusRuntimeException sent =
        CallErrors.toStatus(new FederationException(code, "two\nlines").telling(PeerText.LIMIT));

    assertThat(sent.getStatus().getCode()).isEqualTo(status);
    assertThat(heard(sent).code()).isEqualTo(code);
    assertThat(heard(sent)).hasMessage(PeerText.LIMIT.words()).hasCause(sent);
    assertThat(CallErrors.transientFailure(sent)).isFalse();
  }

  /** Its folders, files and causes are the aggregator's own, as a party's are the party's. */
  @Test
  void callersHearNothingOfTheAggregatorsOwnFilesAndCauses() {
    String file = "/srv/tributary/data/runs/spring-1/p-07";
    FederationException disk =
        new FederationException(
                ErrorCode.RESOURCE, "the disk failed: " + file, new NoSuchFileException(file))
            .telling(PeerText.AGGREGATOR_STORAGE);
    FederationException defect = new FederationException(ErrorCode.INTERNAL, "index of " + file);

    assertThat(heard(CallErrors.toStatus(disk))).hasMessage(PeerText.AGGREGATOR_STORAGE.words());
    assertThat(heard(CallErrors.toStatus(defect))).hasMessage(PeerText.DEFECT.words());
    assertThat(CallErrors.keptBack(disk)).isTrue();
    assertThat(CallErrors.keptBack(defect)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = "INTERNAL", mode = EnumSource.Mode.EXCLUDE)
  void whatTheAggregatorWroteForItsCallersTheyRead(ErrorCode code) {
    FederationException answer = new FederationException(code, "raise quota-per-run there");

    assertThat(CallErrors.keptBack(answer)).isFalse();
    assertThat(heard(CallErrors.toStatus(answer))).hasMessage("raise quota-per-run there");
  }

  @Test
  void whatAnotherWroteIsOneLineOfBoundedLength() {
    assertThat(heard(answering(ErrorCode.PEER, "up\u001b[1A and\r\naway")))
        .hasMessage("up [1A and away");
    assertThat(heard(answering(ErrorCode.PEER, "x".repeat(1000)))).hasMessage("x".repeat(1000));
    assertThat(heard(answering(ErrorCode.PEER, "x".repeat(1001))))
        .hasMessage("x".repeat(1000) + "...");
    assertThat(CallErrors.toStatus(FederationException.user("y".repeat(1001))).getStatus())
        .extracting(Status::getDescription)
        .isEqualTo("y".repeat(1000) + "...");
  }

  @Test
  void anUnknownCodeIsADefect() {
    Metadata trailers = new Metadata();
    trailers.put(CODE, "MINE");
    assertThat(heard(Status.UNKNOWN.withDescription("what").asRuntimeException(trailers)).code())
        .isEqualTo(ErrorCode.INTERNAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UNAVAILABLE | RESOURCE | the aggregator at relay.example:9440 does not answer (gone):"
            + " check that it runs and that the address is right",
        "UNIMPLEMENTED | USER | the aggregator at relay.example:9440 does not know this call: it is"
            + " of another version, or no Tributary aggregator",
        "DEADLINE_EXCEEDED | RESOURCE | the aggregator at relay.example:9440: gone",
        "RESOURCE_EXHAUSTED | RESOURCE | the aggregator at relay.example:9440: gone",
        "UNKNOWN | INTERNAL | the aggregator at relay.example:9440 failed: UNKNOWN gone",
      })
  void whatGrpcSaysIsPutIntoWords(Status.Code status, ErrorCode code, String message) {
    FederationException failure = heard(status.toStatus().withDescription("gone"));

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure).hasMessage(message);
  }

  @Test
  void aHandshakeThatFailsIsNotTriedAgain() {
    StatusRuntimeException tls =
        Status.UNAVAILABLE
            .withCause(new IllegalStateException(new SSLHandshakeException("bad certificate")))
            .asRuntimeException();

    assertThat(CallErrors.transientFailure(tls)).isFalse();
    assertThat(heard(tls).code()).isEqualTo(ErrorCode.USER);
    assertThat(heard(tls))
        .hasMessageStartingWith(
            "TLS with the aggregator at relay.example:9440 failed (bad certificate): check that");
  }

  @Test
  void onlyABrokenConnectionIsTriedAgain() {
    assertThat(CallErrors.transientFailure(Status.UNAVAILABLE.asRuntimeException())).isTrue();
    assertThat(CallErrors.transientFailure(Status.CANCELLED.asRuntimeException())).isTrue();
    assertThat(
            CallErrors.transientFailure(
                Status.INTERNAL.withDescription("RST_STREAM closed").asRuntimeException()))
        .isTrue();
    assertThat(CallErrors.transientFailure(Status.INTERNAL.asRuntimeException())).isFalse();
    assertThat(
            CallErrors.transientFailure(
                Status.UNKNOWN.withDescription("RST_STREAM").asRuntimeException()))
        .isFalse();
    assertThat(CallErrors.transientFailure(Status.UNAVAILABLE.asRuntimeException(new Metadata())))
        .isTrue();
    assertThat(
            CallErrors.transientFailure(
                CallErrors.toStatus(FederationException.peer(new PartyId("bureau"), "left"))))
        .isFalse();
  }
}
