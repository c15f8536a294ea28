package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.fl.ForwardingExchange;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Notes the sender's journal as it is whenever a piece of hidden words is put. */
final class WatchedExchange extends ForwardingExchange {
  private final Path journals;
  private final List<String> seen;

  WatchedExchange(Exchange end, Path journals, List<String> seen) {
    super(end);
    this.journals = journals;
    this.seen = seen;
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
    return super.put(address, payload);
  }
}
