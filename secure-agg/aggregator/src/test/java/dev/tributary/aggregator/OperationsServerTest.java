package dev.tributary.aggregator;

import static dev.tributary.aggregator.TestFederation.BUREAU;
import static dev.tributary.aggregator.TestFederation.LENDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.transport.GrpcSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator's monitoring sees. */
class OperationsServerTest {
  @TempDir private Path folder;
  private TestFederation federation;

  @BeforeEach
  void start() {
    federation = new TestFederation(folder);
    federation.start();
  }

  @AfterEach
  void stop() {
    federation.close();
  }

  @Test
  void healthIsAnswered() throws Exception {
    HttpResponse<String> health = send(request("/health"));

    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).isEqualTo("ok\n");
    assertThat(send(request("/health").POST(BodyPublishers.noBody())).statusCode()).isEqualTo(405);
  }

  @Test
  void metricsCountRunsPiecesBytesAndRefusals() throws Exception {
    assertThat(metric("tributary_runs{state=\"active\"}")).isZero();
    Map<PartyId, GrpcSession> sessions = federation.openBoth("spring");
    StepAddress step =
        new StepAddress(sessions.get(LENDER).run(), 0, 0, "gradients", LENDER, BUREAU);
    sessions.get(LENDER).exchange().send(step, new byte[1000]);

    assertThat(metric("tributary_runs{state=\"active\"}")).isEqualTo(1);
    assertThat(metric("tributary_pieces_total")).isEqualTo(1);
    assertThat(metric("tributary_commits_total")).isEqualTo(1);
    assertThat(metric("tributary_put_bytes_total")).isBetween(1000.0, 1200.0);
    assertThat(metric("tributary_stored_bytes")).isGreaterThanOrEqualTo(1000);
    assertThat(metric("tributary_fetched_bytes_total")).isZero();
    assertThat(metric("jvm_memory_used_bytes{area=\"heap\"")).isPositive();
    sessions.values().forEach(GrpcSession::close);
  }

  /** The first sample of the Prometheus text that begins like this. */
  private double metric(String name) throws Exception {
    HttpResponse<String> answer = send(request("/metrics"));
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    String sample =
        answer.body().lines().filter(line -> line.startsWith(name)).findFirst().orElseThrow();
    return Double.parseDouble(sample.substring(sample.lastIndexOf(' ') + 1));
  }

  private HttpRequest.Builder request(String path) {
    int port = federation.server().operationsPort().orElseThrow();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
