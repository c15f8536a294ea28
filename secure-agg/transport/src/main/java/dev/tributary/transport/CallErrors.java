package dev.tributary.transport;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import javax.net.ssl.SSLException;

/**
 * Carries a {@link FederationException} over gRPC: its code in a trailer, its line as the status.
 */
public final class CallErrors {
  private static final Metadata.Key<String> CODE =
      Metadata.Key.of("tributary-code", Metadata.ASCII_STRING_MARSHALLER);
  private static final int MAX_LINE = 1000;

  private CallErrors() {}

  /** For the aggregator: a failure as a gRPC status. */
  public static StatusRuntimeException toStatus(FederationException failure) {
    Metadata trailers = new Metadata();
    trailers.put(CODE, failure.code().name());
    Status status =
        switch (failure.code()) {
          case USER -> Status.INVALID_ARGUMENT;
          case PEER -> Status.FAILED_PRECONDITION;
          case RESOURCE -> Status.RESOURCE_EXHAUSTED;
          case INTERNAL -> Status.INTERNAL;
        };
    return status.withDescription(line(failure.getMessage())).asRuntimeException(trailers);
  }

  /** For a party: a failed call as an error with its blame. */
  static FederationException fromStatus(
      StatusRuntimeException failure, AggregatorAddress aggregator) {
    Metadata trailers = failure.getTrailers();
    String code = trailers == null ? null : trailers.get(CODE);
    String line = line(failure.getStatus().getDescription());
    if (code != null) {
      return new FederationException(codeNamed(code), line, failure);
    }
    SSLException tls = tlsFailure(failure);
    if (tls != null) {
      return new FederationException(
          ErrorCode.USER,
          "TLS with the aggregator at "
              + aggregator
              + " failed ("
              + line(tls.getMessage())
              + "): check that both certificates are valid, come from the same CA, and that the"
              + " aggregator's names this host",
          failure);
    }
    return switch (failure.getStatus().getCode()) {
      case UNAVAILABLE ->
          new FederationException(
              ErrorCode.RESOURCE,
              "the aggregator at "
                  + aggregator
                  + " does not answer ("
                  + line
                  + "): check that it runs and that the address is right",
              failure);
      case UNIMPLEMENTED ->
          new FederationException(
              ErrorCode.USER,
              "the aggregator at "
                  + aggregator
                  + " does not know this call: it is of another version, or no Tributary aggregator",
              failure);
      case DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED ->
          new FederationException(
              ErrorCode.RESOURCE, "the aggregator at " + aggregator + ": " + line, failure);
      default ->
          new FederationException(
              ErrorCode.INTERNAL,
              "the aggregator at "
                  + aggregator
                  + " failed: "
                  + failure.getStatus().getCode()
                  + " "
                  + line,
              failure);
    };
  }

  /** Whether calling again may help: the connection broke, and not for want of trust. */
  static boolean transientFailure(StatusRuntimeException failure) {
    Metadata trailers = failure.getTrailers();
    if (tlsFailure(failure) != null || (trailers != null && trailers.containsKey(CODE))) {
      return false;
    }
    // An aggregator that is stopped resets the calls under way before it closes the connection.
    Status status = failure.getStatus();
    return status.getCode() == Status.Code.UNAVAILABLE
        || status.getCode() == Status.Code.CANCELLED
        || (status.getCode() == Status.Code.INTERNAL
            && String.valueOf(status.getDescription()).contains("RST_STREAM"));
  }

  private static SSLException tlsFailure(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SSLException tls) {
        return tls;
      }
    }
    return null;
  }

  private static ErrorCode codeNamed(String name) {
    for (ErrorCode code : ErrorCode.values()) {
      if (code.name().equals(name)) {
        return code;
      }
    }
    return ErrorCode.INTERNAL;
  }

  /** One printable line: what another party wrote must not move a terminal's cursor. */
  private static String line(String text) {
    String clean = String.valueOf(text).replaceAll("\\p{Cntrl}+", " ");
    return clean.length() <= MAX_LINE ? clean : clean.substring(0, MAX_LINE) + "...";
  }
}
