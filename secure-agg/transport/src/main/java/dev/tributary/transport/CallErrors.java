package dev.tributary.transport;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.OneLine;
import dev.tributary.transport.AggregatorTrust.UnpinnedKeyException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import javax.net.ssl.SSLException;

/**
 * Carries a {@link FederationException} over gRPC: its code in a trailer, one line as the status.
 * That is the failure's message, which the aggregator writes for its callers, unless the failure
 * tells others something else, or is a defect.
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
    return status.withDescription(answer(failure)).asRuntimeException(trailers);
  }

  private static String answer(FederationException failure) {
    return keptBack(failure)
        ? FederationException.reasonForPeers(failure)
        : line(failure.getMessage());
  }

  /** Whether the caller is told less than the failure's message says. */
  public static boolean keptBack(FederationException failure) {
    return failure.told().isPresent() || failure.code() == ErrorCode.INTERNAL;
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
    UnpinnedKeyException unpinned = cause(failure, UnpinnedKeyException.class);
    if (unpinned != null) {
      return new FederationException(
          ErrorCode.USER,
          "the aggregator at " + aggregator + " was sent nothing: " + unpinned.getMessage(),
          failure);
    }
    SSLException tls = cause(failure, SSLException.class);
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
    if (cause(failure, SSLException.class) != null
        || (trailers != null && trailers.containsKey(CODE))) {
      return false;
    }
    // An aggregator that is stopped resets the calls under way before it closes the connection.
    Status status = failure.getStatus();
    return status.getCode() == Status.Code.UNAVAILABLE
        || status.getCode() == Status.Code.CANCELLED
        || (status.getCode() == Status.Code.INTERNAL
            && String.valueOf(status.getDescription()).contains("RST_STREAM"));
  }

  private static <T extends Throwable> T cause(Throwable failure, Class<T> kind) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (kind.isInstance(t)) {
        return kind.cast(t);
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

  /** What another party wrote, as one line of bounded length. */
  static String line(String text) {
    return OneLine.of(text, MAX_LINE);
  }
}
