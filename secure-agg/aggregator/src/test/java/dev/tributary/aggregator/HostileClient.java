package dev.tributary.aggregator;

import com.google.protobuf.MessageLite;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.AggregatorAddress;
import dev.tributary.transport.CallHeaders;
import dev.tributary.transport.pki.Identity;
import dev.tributary.transport.proto.MailboxGrpc;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A client that keeps to nothing, over TLS: with a certificate of its choice or none, any token,
 * any call in any order, any bytes as a message and messages that never end.
 */
final class HostileClient implements AutoCloseable {
  private static final char[] PASSWORD = "none".toCharArray();

  private final AggregatorAddress address;
  private final Optional<Identity> identity;
  private final byte[] trustPem;
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final List<Socket> sockets = new ArrayList<>();
  private final List<Future<?>> answers = new ArrayList<>();

  private HostileClient(AggregatorAddress address, Optional<Identity> identity, byte[] trustPem) {
    this.address = address;
    this.identity = identity;
    this.trustPem = trustPem;
  }

  static HostileClient certified(AggregatorAddress address, Identity identity) {
    return new HostileClient(address, Optional.of(identity), identity.trustPem());
  }

  static HostileClient certified(TestFederation federation, PartyId party) {
    return certified(federation.address(), federation.identity(party));
  }

  static HostileClient withoutCertificate(AggregatorAddress address, byte[] trustPem) {
    return new HostileClient(address, Optional.empty(), trustPem);
  }

  /** Calls on a connection of their own. */
  MailboxGrpc.MailboxBlockingStub calls() throws IOException {
    return MailboxGrpc.newBlockingStub(connect());
  }

  /** Calls with a token, on a connection of their own. */
  MailboxGrpc.MailboxBlockingStub calls(byte[] token) throws IOException {
    Metadata headers = new Metadata();
    headers.put(CallHeaders.TOKEN, token);
    return calls().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  MailboxGrpc.MailboxStub streams() throws IOException {
    return MailboxGrpc.newStub(connect());
  }

  private ManagedChannel connect() throws IOException {
    TlsChannelCredentials.Builder tls =
        TlsChannelCredentials.newBuilder().trustManager(new ByteArrayInputStream(trustPem));
    if (identity.isPresent()) {
      tls.keyManager(
          new ByteArrayInputStream(identity.get().certificatePem()),
          new ByteArrayInputStream(identity.get().keyPem()));
    }
    ManagedChannel channel = Grpc.newChannelBuilder(address.toString(), tls.build()).build();
    channels.add(channel);
    return channel;
  }

  /** A connection on which nothing is ever said. */
  Socket silent() throws IOException {
    Socket socket = new Socket(address.host(), address.port());
    sockets.add(socket);
    return socket;
  }

  /** A raw HTTP/2 client, as many connections as there are of these. */
  HttpClient raw() throws GeneralSecurityException, IOException {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).sslContext(tls()).build();
  }

  /** Calls with a message that claims to be longer than what is sent of it, and never ends. */
  CompletableFuture<String> unfinished(HttpClient client, String call, int claimed, int sent) {
    return send(client, call, endless(part(claimed, sent)));
  }

  /** Calls with a message that claims to be longer than what is sent of it, and ends the call. */
  CompletableFuture<String> cut(HttpClient client, String call, int claimed, int sent) {
    byte[] part = part(claimed, sent).array();
    return send(client, call, HttpRequest.BodyPublishers.ofByteArray(part));
  }

  private static ByteBuffer part(int claimed, int sent) {
    return ByteBuffer.allocate(5 + sent).put((byte) 0).putInt(claimed).rewind();
  }

  /** Calls with one message, and never ends the call. */
  CompletableFuture<String> open(HttpClient client, String call, MessageLite message) {
    return send(client, call, endless(whole(message, 0).rewind()));
  }

  /** Calls with one message and the head of a second, of which nothing comes. */
  CompletableFuture<String> followed(HttpClient client, String call, MessageLite message) {
    ByteBuffer bytes = whole(message, 5).put((byte) 0).putInt(1000);
    return send(client, call, endless(bytes.rewind()));
  }

  private static ByteBuffer whole(MessageLite message, int more) {
    byte[] body = message.toByteArray();
    ByteBuffer bytes = ByteBuffer.allocate(5 + body.length + more);
    return bytes.put((byte) 0).putInt(body.length).put(body);
  }

  private CompletableFuture<String> send(
      HttpClient client, String call, HttpRequest.BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://" + address + "/tributary.v1.Mailbox/" + call))
            .header("content-type", "application/grpc")
            .header("te", "trailers")
            .POST(body)
            .build();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    answers.add(answer);
    return answer.thenApply(
        response ->
            response
                .headers()
                .firstValue("grpc-message")
                .orElse("status " + response.statusCode()));
  }

  private static HttpRequest.BodyPublisher endless(ByteBuffer bytes) {
    return HttpRequest.BodyPublishers.fromPublisher(subscriber -> endless(subscriber, bytes));
  }

  private static void endless(Flow.Subscriber<? super ByteBuffer> subscriber, ByteBuffer bytes) {
    subscriber.onSubscribe(
        new Flow.Subscription() {
          private boolean sent;

          @Override
          public void request(long count) {
            if (!sent) {
              sent = true;
              subscriber.onNext(bytes);
            }
          }

          @Override
          public void cancel() {}
        });
  }

  private SSLContext tls() throws GeneralSecurityException, IOException {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, PASSWORD);
    trust.setCertificateEntry("ca", certificate(trustPem));
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(trust);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, PASSWORD);
    if (identity.isPresent()) {
      Certificate[] chain = {certificate(identity.get().certificatePem())};
      own.setKeyEntry("own", key(identity.get().keyPem()), PASSWORD, chain);
    }
    keys.init(own, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static Certificate certificate(byte[] pem) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(pem));
  }

  private static PrivateKey key(byte[] pem) throws GeneralSecurityException {
    String base64 =
        new String(pem, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  @Override
  public void close() {
    answers.forEach(answer -> answer.cancel(true));
    channels.forEach(ManagedChannel::shutdownNow);
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        // It was closed by the other side, which is what a test may want.
      }
    }
  }
}
