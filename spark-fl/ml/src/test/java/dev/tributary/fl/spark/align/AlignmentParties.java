package dev.tributary.fl.spark.align;

import dev.tributary.fl.ForwardingExchange;
import dev.tributary.fl.align.AlignmentParameters;
import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.ExchangeSupplier;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Parties of one run in this JVM, one thread each, that meet at an in-memory mailbox. */
final class AlignmentParties {
  /** Tasks find the mailbox of their test here: an object of a closure would be a copy. */
  private static final Map<String, InMemoryMailbox> MAILBOXES = new ConcurrentHashMap<>();

  private final String test;
  private final List<PartyId> parties;
  private final Path work;
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());

  AlignmentParties(Path work, String... names) {
    this.work = work;
    this.parties = Arrays.stream(names).map(PartyId::new).toList();
    this.test = work.toString();
    MAILBOXES.put(test, new InMemoryMailbox());
  }

  PartyId party(int index) {
    return parties.get(index);
  }

  /** Starts a party on Spark; it aborts the run if it fails. */
  CompletableFuture<AlignedRows> start(
      int index, Dataset<Row> source, AlignmentParameters parameters) {
    PartyId self = parties.get(index);
    EcdhAlignment alignment =
        new EcdhAlignment(
            parameters,
            work.resolve(self.name()).toString(),
            new Supplier(test, self),
            new SecureRandom());
    return start(index, session -> alignment.align(session, source));
  }

  /** Starts anything that speaks to the others. */
  <T> CompletableFuture<T> start(int index, Function<FederatedSession, T> body) {
    Exchange exchange = new Noted(MAILBOXES.get(test).exchange(parties.get(index)), events);
    FederatedSession session =
        new FederatedSession(
            parties.get(index),
            Roster.vertical(parties),
            new RunId("run-1"),
            0,
            exchange,
            new LocalCompute(exchange, 1),
            Duration.ofMinutes(4));
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return body.apply(session);
          } catch (RuntimeException e) {
            exchange.abort(e);
            throw e;
          }
        },
        command -> new Thread(command, parties.get(index).name()).start());
  }

  /** Which messages the drivers made visible and waited for, in this order. */
  List<String> events() {
    return List.copyOf(events);
  }

  private static final class Noted extends ForwardingExchange {
    private final List<String> events;

    Noted(Exchange end, List<String> events) {
      super(end);
      this.events = events;
    }

    @Override
    public void commit(StepManifest manifest) {
      events.add(self() + " commits " + manifest.step().step());
      super.commit(manifest);
    }

    @Override
    public StepManifest await(StepAddress address, Duration timeout) {
      events.add(self() + " awaits " + address.step());
      return super.await(address, timeout);
    }
  }

  private record Supplier(String test, PartyId self) implements ExchangeSupplier {
    @Override
    public Exchange exchange() {
      return MAILBOXES.get(test).exchange(self);
    }
  }
}
