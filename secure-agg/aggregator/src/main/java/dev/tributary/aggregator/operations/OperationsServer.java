package dev.tributary.aggregator.operations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.aggregator.config.ListenAddress;
import dev.tributary.aggregator.service.Traffic;
import dev.tributary.aggregator.session.RunState;
import dev.tributary.aggregator.session.Sessions;
import dev.tributary.protocol.FederationException;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** {@code GET /health} and {@code GET /metrics} (Prometheus text), for operators, without TLS. */
public final class OperationsServer implements AutoCloseable {
  private final HttpServer http;
  private final PrometheusMeterRegistry registry;

  private OperationsServer(HttpServer http, PrometheusMeterRegistry registry) {
    this.http = http;
    this.registry = registry;
  }

  public static OperationsServer start(ListenAddress address, Sessions sessions, Traffic traffic) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    register(registry, sessions, traffic);
    try {
      HttpServer http = HttpServer.create(address.socketAddress(), 0);
      http.createContext("/health", exchange -> answer(exchange, "ok\n"));
      http.createContext("/metrics", exchange -> answer(exchange, registry.scrape()));
      http.start();
      return new OperationsServer(http, registry);
    } catch (IOException e) {
      throw FederationException.user(
          "cannot serve metrics on %s:%d (%s): choose another address in `operations`",
          address.host(), address.port(), e.getMessage());
    }
  }

  public int port() {
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
    registry.close();
  }

  private static void register(
      PrometheusMeterRegistry registry, Sessions sessions, Traffic traffic) {
    for (RunState state : RunState.values()) {
      Gauge.builder("tributary.runs", sessions, all -> count(all, state))
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .description("Runs by state")
          .register(registry);
    }
    Gauge.builder(
            "tributary.stored.bytes",
            sessions,
            all -> all.all().stream().mapToLong(session -> session.mailbox().storedBytes()).sum())
        .description("Sealed bytes on disk")
        .register(registry);
    counter(registry, traffic, "tributary.put.bytes", "Sealed bytes received", Traffic::putBytes);
    counter(
        registry, traffic, "tributary.fetched.bytes", "Sealed bytes sent", Traffic::fetchedBytes);
    counter(registry, traffic, "tributary.pieces", "Complete pieces received", Traffic::pieces);
    counter(registry, traffic, "tributary.commits", "Messages made visible", Traffic::commits);
    counter(registry, traffic, "tributary.refusals", "Calls that failed", Traffic::refusals);
    new JvmMemoryMetrics().bindTo(registry);
  }

  private static void counter(
      PrometheusMeterRegistry registry,
      Traffic traffic,
      String name,
      String description,
      ToDoubleFunction<Traffic> value) {
    FunctionCounter.builder(name, traffic, value).description(description).register(registry);
  }

  private static double count(Sessions sessions, RunState state) {
    return sessions.all().stream().filter(session -> session.state() == state).count();
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    try (exchange) {
      boolean get = "GET".equals(exchange.getRequestMethod());
      byte[] body = (get ? text : "GET only\n").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(get ? 200 : 405, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }
}
