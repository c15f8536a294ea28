package dev.tributary.fl.linearmap.lattice;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Notes the sender's journal as it is whenever a piece of hidden words is put. */
final class WatchedExchange implements Exchange {
  private final Exchange end;
  private final Path journals;
  private final List<String> seen;

  WatchedExchange(Exchange end, Path journals, List<String> seen) {
    this.end = end;
    this.journals = journals;
    this.seen = seen;
  }

  @Override
  public PartyId self() {
    return end.self();
  }

  @Override
  public PieceReceipt put(MessageAddress address, PayloadWriter payload) {
    if (address.step().step().contains("/words-")) {
      Path journal = journals.resolve("lattice-test-" + self() + "-bureau.journal");
      try {
        seen.add(Files.exists(journal) ? Files.readString(journal) : "no journal");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return end.put(address, payload);
  }

  @Override
  public void commit(StepManifest manifest) {
    end.commit(manifest);
  }

  @Override
  public StepManifest await(StepAddress step, Duration timeout) {
    return end.await(step, timeout);
  }

  @Override
  public InputStream fetch(StepManifest manifest, int shard) {
    return end.fetch(manifest, shard);
  }

  @Override
  public void abort(String reason) {
    end.abort(reason);
  }

  @Override
  public void close() {
    end.close();
  }
}
