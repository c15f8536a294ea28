package dev.tributary.protocol.inmemory;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;

/** One party's end of an {@link InMemoryMailbox}. */
final class InMemoryExchange implements Exchange {
  private final InMemoryMailbox mailbox;
  private final PartyId self;

  InMemoryExchange(InMemoryMailbox mailbox, PartyId self) {
    this.mailbox = mailbox;
    this.self = self;
  }

  @Override
  public PartyId self() {
    return self;
  }

  @Override
  public PieceReceipt put(MessageAddress address, PayloadWriter payload) {
    requireSelf(address.step().from());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      payload.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] plaintext = out.toByteArray();
    mailbox.put(address, plaintext);
    return new PieceReceipt(address.shard(), plaintext.length, sha256(plaintext));
  }

  @Override
  public void commit(StepManifest manifest) {
    requireSelf(manifest.step().from());
    mailbox.commit(manifest);
  }

  @Override
  public StepManifest await(StepAddress step, Duration timeout) {
    requireSelf(step.to());
    return mailbox.await(step, timeout);
  }

  @Override
  public InputStream fetch(StepManifest manifest, int shard) {
    StepAddress step = manifest.step();
    requireSelf(step.to());
    byte[] plaintext = mailbox.piece(step.shard(shard));
    PieceReceipt got = new PieceReceipt(shard, plaintext.length, sha256(plaintext));
    if (!got.equals(manifest.pieces().get(shard))) {
      FederationException cause =
          FederationException.peer(
              step.from(), "piece %s is not what its manifest names", step.shard(shard));
      return new FailingStream(cause);
    }
    return new ByteArrayInputStream(plaintext);
  }

  @Override
  public RuntimeException abort(RuntimeException own) {
    return mailbox.abort(self, own);
  }

  @Override
  public void goOnWithout(PartyId party) {
    mailbox.goOnWithout(self, party);
  }

  @Override
  public Map<PartyId, Duration> lost() {
    return mailbox.lost();
  }

  @Override
  public void close() {}

  private void requireSelf(PartyId party) {
    if (!party.equals(self)) {
      throw new IllegalArgumentException(
          "this end belongs to " + self + ". Provided value: " + party);
    }
  }

  private static byte[] sha256(byte[] plaintext) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(plaintext);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class FailingStream extends InputStream {
    private final FederationException cause;

    FailingStream(FederationException cause) {
      this.cause = cause;
    }

    @Override
    public int read() throws IOException {
      throw new IOException(cause.getMessage(), cause);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
  }
}
