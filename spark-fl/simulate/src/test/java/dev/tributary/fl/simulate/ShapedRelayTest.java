package dev.tributary.fl.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ShapedRelayTest {
  private ServerSocket server;

  /** A server that sends back all it was sent once the client has ended. */
  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread echo = new Thread(this::echo, "echo");
    echo.setDaemon(true);
    echo.start();
  }

  private void echo() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getOutputStream().write(socket.getInputStream().readAllBytes());
      } catch (IOException ended) {
        // The next client, or none.
      }
    }
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private byte[] roundTrip(ShapedRelay relay, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.port())) {
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      return socket.getInputStream().readAllBytes();
    }
  }

  @Test
  void bytesPassUnchanged() throws IOException {
    byte[] bytes = new byte[3_000_001];
    new Random(1).nextBytes(bytes);
    try (ShapedRelay relay = ShapedRelay.open(server.getLocalPort(), Link.parse("8000mbps,2ms"))) {
      assertThat(roundTrip(relay, bytes)).isEqualTo(bytes);
      assertThat(roundTrip(relay, new byte[0])).isEmpty();
    }
  }

  @Test
  void neitherRateNorDelayIsExceeded() throws IOException {
    byte[] bytes = new byte[100_000];
    try (ShapedRelay relay = ShapedRelay.open(server.getLocalPort(), Link.parse("8mbps,60ms"))) {
      long start = System.nanoTime();
      roundTrip(relay, bytes);
      // 100 ms on the link there and back, one after the other, and a round trip.
      assertThat((System.nanoTime() - start) / 1e6).isGreaterThan(260);
    }
  }

  /**
   * Behind the relay is a port that is taken and does not listen. A server that another thread
   * waits at would not do: it may accept one more connection after it was closed.
   */
  @Test
  void aConnectionThatBreaksBehindTheRelayBreaks() throws IOException {
    try (Socket deaf = new Socket()) {
      deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      ShapedRelay relay = ShapedRelay.open(deaf.getLocalPort(), Link.parse("8mbps,0ms"));
      try (relay;
          Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.port())) {
        socket.setSoTimeout(10_000);
        assertThat(endOf(socket)).isTrue();
      }
    }
  }

  private static boolean endOf(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void aLinkIsARateAndARoundTrip() {
    Link link = Link.parse("100 Mbps, 50ms");
    assertThat(link.bytesPerSecond()).isEqualTo(12.5e6);
    assertThat(link.delay().toMillis()).isEqualTo(25);
    assertThat(link).hasToString("100.0mbps,50ms");
    for (String wrong : new String[] {"", "100", "0mbps,5ms", "1mbps,-5ms", "1e9mbps,5ms"}) {
      assertThatThrownBy(() -> Link.parse(wrong))
          .isInstanceOf(FederationException.class)
          .hasMessageContaining("such as 100mbps,50ms");
    }
  }
}
