package dev.tributary.transport;

import com.google.protobuf.ByteString;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.OneLine;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.RunId;
import dev.tributary.transport.pki.Fingerprint;
import dev.tributary.transport.pki.Identity;
import dev.tributary.transport.proto.AbortRequest;
import dev.tributary.transport.proto.HelloReply;
import dev.tributary.transport.proto.HelloRequest;
import dev.tributary.transport.proto.IntroduceRequest;
import dev.tributary.transport.proto.OpenReply;
import dev.tributary.transport.proto.OpenRequest;
import dev.tributary.transport.proto.PeersReply;
import dev.tributary.transport.proto.PeersRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The steps from nothing to a {@link GrpcSession}, in order. Used once. */
class SessionOpening {
  private static final Duration CALL = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofSeconds(20);
  private static final Duration DECLINING = Duration.ofSeconds(5);
  private static final int BEATS_PER_LEASE = 4;
  private static final Duration MIN_LEASE = Duration.ofSeconds(1);
  private static final Duration MAX_LEASE = Duration.ofMinutes(1);
  private static final int MAX_SOFTWARE = 200;

  private final AggregatorAddress address;
  private final Identity identity;
  private final SessionSpec spec;

  SessionOpening(AggregatorAddress address, Identity identity, SessionSpec spec) {
    this.address = address;
    this.identity = identity;
    this.spec = spec;
  }

  GrpcSession open() {
    checkSelf();
    MailboxClient client = MailboxClient.forDriver(address, identity, spec.deadlines().reconnect());
    try {
      Duration interval = hello(client);
      OpenReply opened = enter(client);
      return join(client, run(opened), opened.getToken().toByteArray(), interval);
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  /** Enters the run only to end it for all. */
  void decline(RuntimeException own) {
    checkSelf();
    try (MailboxClient client = MailboxClient.forDriver(address, identity, DECLINING)) {
      hello(client);
      abort(client, run(enter(client)), own);
    }
  }

  private RunId run(OpenReply opened) {
    try {
      return new RunId(opened.getRun());
    } catch (IllegalArgumentException e) {
      throw broken(e);
    }
  }

  private FederationException broken(IllegalArgumentException answer) {
    return FederationException.resource(
        "the aggregator at %s gave a broken answer (%s): ask its operator for its version and log",
        address, answer.getMessage());
  }

  private OpenReply enter(MailboxClient client) {
    OpenRequest request =
        OpenRequest.newBuilder()
            .setName(spec.name())
            .setJobSha256(spec.jobSha256())
            .addAllParties(spec.parties().keySet().stream().map(PartyId::name).toList())
            .setInstance(client.instance())
            .setMinParties(spec.rule().minParties())
            .setComesBack(spec.rule().comesBack())
            .addAllNeeded(spec.rule().needed().stream().map(PartyId::name).toList())
            .build();
    return client.call(CALL, stub -> stub.open(request));
  }

  private GrpcSession join(MailboxClient client, RunId run, byte[] token, Duration interval) {
    Heartbeat heartbeat = Heartbeat.start(client, run, interval);
    KeyAgreement agreement = agreement(run);
    try {
      client.call(
          CALL,
          stub ->
              stub.introduce(
                  IntroduceRequest.newBuilder()
                      .setRun(run.value())
                      .setIntroduction(ByteString.copyFrom(agreement.introduction()))
                      .build()));
      RunKeys keys = agreement.agree(peers(client, run));
      GrpcExchange exchange =
          new GrpcExchange(
              client,
              run,
              spec.self(),
              keys,
              new DriverSide(identity, agreement.signers(), heartbeat));
      GrpcExchangeSupplier supplier =
          new GrpcExchangeSupplier(
              address,
              identity.trustPem(),
              run,
              spec.self(),
              token,
              keys,
              spec.deadlines().reconnect());
      return GrpcSession.opened(client, spec, run, exchange, supplier, heartbeat);
    } catch (RuntimeException e) {
      RuntimeException first = heartbeat.giveUp(e);
      heartbeat.close();
      throw first;
    } finally {
      agreement.destroy();
    }
  }

  /** The run key, which is destroyed whether or not the party joins. */
  KeyAgreement agreement(RunId run) {
    return new KeyAgreement(spec, identity, run);
  }

  private Map<PartyId, byte[]> peers(MailboxClient client, RunId run) {
    long end = System.nanoTime() + spec.deadlines().join().toNanos();
    while (true) {
      long left = Math.max(0, end - System.nanoTime()) / 1_000_000;
      PeersRequest request =
          PeersRequest.newBuilder()
              .setRun(run.value())
              .setWaitMillis(Math.min(left, POLL.toMillis()))
              .build();
      PeersReply reply = client.call(POLL.plus(CALL), stub -> stub.peers(request));
      if (spec.among(reply.getMissingList()).isEmpty()) {
        return introductions(reply);
      }
      if (System.nanoTime() - end >= 0) {
        throw absent(reply.getMissingList());
      }
    }
  }

  private FederationException absent(List<String> named) {
    List<PartyId> missing = spec.among(named);
    return FederationException.resource(
            "%s did not join run %s within %s: start it with the same job file and run name, and"
                + " check that it reaches the aggregator at %s",
            missing.stream().map(PartyId::name).collect(Collectors.joining(", ")),
            spec.name(),
            spec.deadlines().join(),
            address)
        .telling(PeerText.ABSENT, missing.get(0));
  }

  private Map<PartyId, byte[]> introductions(PeersReply reply) {
    Map<PartyId, byte[]> introductions = new HashMap<>();
    try {
      reply
          .getIntroductionsMap()
          .forEach((party, bytes) -> introductions.put(new PartyId(party), bytes.toByteArray()));
    } catch (IllegalArgumentException e) {
      throw broken(e);
    }
    return introductions;
  }

  /** Between life signs; bounded, so that no aggregator can make a party hear nothing for long. */
  static Duration interval(long leaseMillis) {
    long bounded = Math.max(MIN_LEASE.toMillis(), Math.min(leaseMillis, MAX_LEASE.toMillis()));
    return Duration.ofMillis(bounded).dividedBy(BEATS_PER_LEASE);
  }

  /** Compares versions; how often this party is to say that it lives. */
  private Duration hello(MailboxClient client) {
    HelloReply reply =
        client.call(
            CALL,
            stub ->
                stub.hello(
                    HelloRequest.newBuilder()
                        .setFormat(TransportFormat.CURRENT)
                        .setSoftware(TransportFormat.software())
                        .build()));
    if (reply.getFormat() != TransportFormat.CURRENT) {
      throw FederationException.user(
          "the aggregator (%s) speaks transport format %d, this party (%s) format %d: run the same"
              + " version",
          OneLine.of(reply.getSoftware(), MAX_SOFTWARE),
          reply.getFormat(),
          TransportFormat.software(),
          TransportFormat.CURRENT);
    }
    return interval(reply.getLeaseMillis());
  }

  private void checkSelf() {
    if (!identity.party().equals(spec.self())) {
      throw FederationException.user(
          "the certificate is for %s, this party runs as %s: use its own certificate",
          identity.party(), spec.self());
    }
    Optional<Fingerprint> pin = spec.parties().get(spec.self());
    if (pin.isPresent() && !pin.get().equals(identity.fingerprint())) {
      throw FederationException.user(
          "the job file pins %s for %s, its certificate has %s: correct the job file at all parties,"
              + " or use the pinned key",
          pin.get(), spec.self(), identity.fingerprint());
    }
  }

  private static void abort(MailboxClient client, RunId run, RuntimeException own) {
    AbortRequest request = Heartbeat.givingUp(run, own);
    client.call(CALL, stub -> stub.abort(request));
  }
}
