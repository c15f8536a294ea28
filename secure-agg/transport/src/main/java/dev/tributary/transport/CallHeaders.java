package dev.tributary.transport;

import io.grpc.Metadata;

/** Names of the headers that calls carry. */
public final class CallHeaders {
  /** The run's token, by which an executor's call is its party's. */
  public static final Metadata.Key<byte[]> TOKEN =
      Metadata.Key.of("tributary-token-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private CallHeaders() {}
}
