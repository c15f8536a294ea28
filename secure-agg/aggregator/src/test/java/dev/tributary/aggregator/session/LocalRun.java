package dev.tributary.aggregator.session;

import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.aggregator.quota.Shares;
import dev.tributary.aggregator.store.PartFile;
import dev.tributary.aggregator.store.RunStore;
import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A run of two parties without a service around it, and what of it was saved. */
final class LocalRun {
  static final PartyId LENDER = new PartyId("lender");
  static final PartyId BUREAU = new PartyId("bureau");
  static final RunId RUN = new RunId("job-1");

  private final List<SessionRecord> saved = new ArrayList<>();
  private final Session session;

  LocalRun(Path folder) {
    this(folder, LossRule.ENDS, LENDER, BUREAU);
  }

  LocalRun(Path folder, LossRule rule, PartyId... parties) {
    Shares shares = new Shares(PartyLimits.defaults(), Duration.ZERO, Clock.systemUTC());
    session =
        new Session(
            SessionRecord.opened(
                "job",
                RUN,
                "ab".repeat(32),
                new TreeSet<>(List.of(parties)),
                rule,
                System.currentTimeMillis()),
            RunStore.open(folder, sender -> shares.of(sender).stored()),
            saved::add);
  }

  Session session() {
    return session;
  }

  /** The records that were saved since this was asked before. */
  List<SessionRecord> saved() {
    List<SessionRecord> fresh = List.copyOf(saved);
    saved.clear();
    return fresh;
  }

  void join(PartyId party) {
    session.joining().join(party, process(party), Tokens.hash(process(party)));
  }

  void introduce(PartyId party) {
    session.joining().introduce(party, process(party));
  }

  /** Lets all in. */
  void activate() {
    session.parties().forEach(this::join);
    session.parties().forEach(this::introduce);
  }

  /** Stands for a party's process, its token and its introduction. */
  static byte[] process(PartyId party) {
    return party.name().getBytes(StandardCharsets.US_ASCII);
  }

  /** A message of the lender's. */
  static StepAddress step(int epoch, int round) {
    return new StepAddress(RUN, epoch, round, "sums", LENDER, BUREAU);
  }

  void put(StepAddress step, int bytes) {
    PartFile part = session.mailbox().beginPut(LENDER, step.shard(0)).orElseThrow();
    part.write(ByteBuffer.allocate(bytes));
    part.complete(bytes);
    session.mailbox().completePut(LENDER, part, step.shard(0));
  }
}
