package dev.tributary.transport;

import com.google.protobuf.ByteString;
import dev.tributary.crypto.aead.DirectionKey;
import dev.tributary.crypto.aead.SealingStream;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.transport.proto.CommitRequest;
import dev.tributary.transport.proto.ExcludeRequest;
import dev.tributary.transport.proto.ReleaseRequest;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An exchange through the aggregator, sealed end to end. The aggregator learns addresses, sizes and
 * timing. Executors have one without a {@link DriverSide}: they put and fetch only.
 */
final class GrpcExchange implements Exchange {
  private static final Duration CALL = Duration.ofSeconds(60);

  /** A piece may wait for room in the run's quota, as long as the aggregator lets it. */
  private static final Duration STORING = Duration.ofHours(1);

  private final MailboxClient client;
  private final RunId run;
  private final PartyId self;
  private final RunKeys keys;
  private final DriverSide driver;
  private final IncomingMessages incoming;

  GrpcExchange(MailboxClient client, RunId run, PartyId self, RunKeys keys, DriverSide driver) {
    this.client = client;
    this.run = run;
    this.self = self;
    this.keys = keys;
    this.driver = driver;
    this.incoming = new IncomingMessages(client);
  }

  @Override
  public PartyId self() {
    return self;
  }

  @Override
  public PieceReceipt put(MessageAddress address, PayloadWriter payload) {
    require("sender", address.step().from());
    requireRun(address.step());
    return client.retry(() -> attempt(address, payload));
  }

  /** A short message takes one call, which carries its piece and its manifest. */
  @Override
  public void send(StepAddress step, byte[] payload) {
    require("sender", step.from());
    requireRun(step);
    if (payload.length > TransportFormat.MAX_ALONG) {
      Exchange.super.send(step, payload);
      return;
    }
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try {
      PieceReceipt receipt = seal(step.shard(0), PayloadWriter.of(payload), sealed);
      commit(new StepManifest(step, List.of(receipt)), ByteString.copyFrom(sealed.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void commit(StepManifest manifest) {
    require("sender", manifest.step().from());
    requireRun(manifest.step());
    commit(manifest, ByteString.EMPTY);
  }

  private void commit(StepManifest manifest, ByteString sealedPiece) {
    StepAddress step = manifest.step();
    DriverSide side = driverSide();
    byte[] sealed =
        side.sealed(
            manifest, () -> SealedManifest.seal(manifest, side.identity(), keys.to(step.to())));
    CommitRequest request =
        CommitRequest.newBuilder()
            .setRun(run.value())
            .setStep(WireSteps.toWire(step))
            .setSealedManifest(ByteString.copyFrom(sealed))
            .setPieces(manifest.pieces().size())
            .setSealedPiece(sealedPiece)
            .build();
    client.call(sealedPiece.isEmpty() ? CALL : STORING, stub -> stub.commit(request));
  }

  @Override
  public StepManifest await(StepAddress step, Duration timeout) {
    return await(step, timeout, 0);
  }

  @Override
  public StepManifest awaitToFetch(StepAddress step, Duration timeout) {
    return await(step, timeout, TransportFormat.MAX_ALONG);
  }

  private StepManifest await(StepAddress step, Duration timeout, int piecesUpTo) {
    require("receiver", step.to());
    requireRun(step);
    PublicKey signer = driverSide().signer(step.from());
    DirectionKey key = keys.from(step.from());
    IncomingMessages.Arrived arrived = incoming.await(step, timeout, piecesUpTo);
    StepManifest manifest = SealedManifest.open(arrived.manifest(), step, key, signer);
    incoming.keep(manifest, arrived.pieces());
    return manifest;
  }

  @Override
  public InputStream fetch(StepManifest manifest, int shard) {
    StepAddress step = manifest.step();
    require("receiver", step.to());
    requireRun(step);
    MessageAddress address = step.shard(shard);
    return new CheckedPiece(
        keys.from(step.from()).open(incoming.open(address), context(address)),
        address,
        manifest.pieces().get(shard));
  }

  IncomingMessages incoming() {
    return incoming;
  }

  @Override
  public void release(StepAddress step) {
    require("receiver", step.to());
    requireRun(step);
    ReleaseRequest request =
        ReleaseRequest.newBuilder().setRun(run.value()).setStep(WireSteps.toWire(step)).build();
    client.call(CALL, stub -> stub.release(request));
  }

  @Override
  public RuntimeException abort(RuntimeException own) {
    return driverSide().heartbeat().giveUp(own);
  }

  @Override
  public void goOnWithout(PartyId party) {
    ExcludeRequest request =
        ExcludeRequest.newBuilder().setRun(run.value()).setParty(party.name()).build();
    client.call(CALL, stub -> stub.exclude(request));
  }

  /** As the aggregator says, of parties that this one knows. */
  @Override
  public Map<PartyId, Duration> lost() {
    Heartbeat heartbeat = driverSide().heartbeat();
    heartbeat.beat();
    Map<PartyId, Duration> lost = new TreeMap<>();
    Map<String, Duration> named = heartbeat.lost();
    driverSide().peers().stream()
        .filter(peer -> named.containsKey(peer.name()))
        .forEach(peer -> lost.put(peer, named.get(peer.name())));
    return lost;
  }

  @Override
  public void close() {
    client.close();
  }

  private PieceReceipt attempt(MessageAddress address, PayloadWriter payload) {
    PieceUpload upload = new PieceUpload(client, address);
    try {
      PieceReceipt receipt = seal(address, payload, upload);
      upload.complete();
      return receipt;
    } catch (IOException | RuntimeException e) {
      StatusRuntimeException failure = upload.failure();
      upload.cancel();
      if (failure != null) {
        throw failure;
      }
      throw e instanceof RuntimeException unchecked
          ? unchecked
          : new UncheckedIOException((IOException) e);
    }
  }

  private PieceReceipt seal(MessageAddress address, PayloadWriter payload, OutputStream out)
      throws IOException {
    SealingStream sealing = keys.to(address.step().to()).seal(out, context(address));
    DigestingStream plain = new DigestingStream(sealing);
    payload.writeTo(plain);
    sealing.finish();
    return plain.receipt(address.shard());
  }

  private DriverSide driverSide() {
    if (driver == null) {
      throw new IllegalStateException("executors put and fetch; this is for the driver");
    }
    return driver;
  }

  private void requireRun(StepAddress step) {
    if (!step.run().equals(run)) {
      throw new IllegalArgumentException("run must be " + run + ". Provided value: " + step.run());
    }
  }

  private void require(String role, PartyId party) {
    if (!party.equals(self)) {
      throw new IllegalArgumentException(
          role + " must be this end's party, " + self + ". Provided value: " + party);
    }
  }

  private static byte[] context(MessageAddress address) {
    return ("piece|" + address).getBytes(StandardCharsets.UTF_8);
  }
}
