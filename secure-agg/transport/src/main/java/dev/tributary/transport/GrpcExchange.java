package dev.tributary.transport;

import com.google.protobuf.ByteString;
import dev.tributary.crypto.aead.SealingStream;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.transport.proto.AwaitReply;
import dev.tributary.transport.proto.AwaitRequest;
import dev.tributary.transport.proto.CommitRequest;
import dev.tributary.transport.proto.ReleaseRequest;
import dev.tributary.transport.proto.Step;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * An exchange through the aggregator, sealed end to end. The aggregator learns addresses, sizes and
 * timing. Executors have one without a {@link DriverSide}: they put and fetch only.
 */
final class GrpcExchange implements Exchange {
  private static final Duration CALL = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofSeconds(20);

  private final MailboxClient client;
  private final RunId run;
  private final PartyId self;
  private final RunKeys keys;
  private final DriverSide driver;

  GrpcExchange(MailboxClient client, RunId run, PartyId self, RunKeys keys, DriverSide driver) {
    this.client = client;
    this.run = run;
    this.self = self;
    this.keys = keys;
    this.driver = driver;
  }

  @Override
  public PartyId self() {
    return self;
  }

  @Override
  public PieceReceipt put(MessageAddress address, PayloadWriter payload) {
    require("sender", address.step().from());
    requireRun(address.step());
    return client.persist(() -> attempt(address, payload));
  }

  @Override
  public void commit(StepManifest manifest) {
    StepAddress step = manifest.step();
    require("sender", step.from());
    requireRun(step);
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
            .build();
    client.call(CALL, stub -> stub.commit(request));
  }

  @Override
  public StepManifest await(StepAddress step, Duration timeout) {
    require("receiver", step.to());
    requireRun(step);
    DriverSide side = driverSide();
    long end = System.nanoTime() + timeout.toNanos();
    Step wire = WireSteps.toWire(step);
    while (true) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      Duration wait = left.compareTo(POLL) < 0 ? left : POLL;
      AwaitRequest request =
          AwaitRequest.newBuilder()
              .setRun(run.value())
              .setStep(wire)
              .setWaitMillis(wait.toMillis())
              .build();
      AwaitReply reply = client.call(CALL, stub -> stub.await(request));
      if (!reply.getSealedManifest().isEmpty()) {
        return SealedManifest.open(
            reply.getSealedManifest().toByteArray(),
            step,
            keys.from(step.from()),
            side.signer(step.from()));
      }
      if (System.nanoTime() - end >= 0) {
        throw FederationException.resource(
            "%s did not send %s within %s: see its log, or raise the step deadline",
            step.from(), step, timeout);
      }
    }
  }

  @Override
  public InputStream fetch(StepManifest manifest, int shard) {
    StepAddress step = manifest.step();
    require("receiver", step.to());
    requireRun(step);
    MessageAddress address = step.shard(shard);
    return new CheckedPiece(
        keys.from(step.from()).open(new PieceDownload(client, address), context(address)),
        address,
        manifest.pieces().get(shard));
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
    return driverSide().pulse().giveUp(own);
  }

  @Override
  public void close() {
    client.close();
  }

  private PieceReceipt attempt(MessageAddress address, PayloadWriter payload) {
    PieceUpload upload = new PieceUpload(client, address);
    try {
      SealingStream sealing = keys.to(address.step().to()).seal(upload, context(address));
      DigestingStream plain = new DigestingStream(sealing);
      payload.writeTo(plain);
      sealing.finish();
      upload.complete();
      return plain.receipt(address.shard());
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
