package dev.tributary.transport;

import dev.tributary.protocol.OneLine;
import dev.tributary.transport.pki.Identity;
import dev.tributary.transport.proto.CancelRequest;
import dev.tributary.transport.proto.PartyStatus;
import dev.tributary.transport.proto.PendingStep;
import dev.tributary.transport.proto.RunStatus;
import dev.tributary.transport.proto.StatusRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sees and ends a party's runs from outside of them. */
public final class RunOverview implements AutoCloseable {
  private static final Duration CALL = Duration.ofSeconds(20);
  private static final int MAX_LINE = 2_000;

  private final MailboxClient client;

  private RunOverview(MailboxClient client) {
    this.client = client;
  }

  /** Connects as a party. */
  public static RunOverview connect(AggregatorAddress address, Identity identity) {
    return new RunOverview(MailboxClient.forDriver(address, identity, Duration.ofSeconds(5)));
  }

  /**
   * The party's runs that the aggregator remembers, a few lines for people each.
   *
   * @param name of a run, or empty for all
   */
  public List<String> lines(String name) {
    List<String> lines = new ArrayList<>();
    client
        .call(CALL, stub -> stub.status(StatusRequest.newBuilder().setName(name).build()))
        .getRunsList()
        .forEach(run -> describe(run, lines));
    return lines;
  }

  /** Ends a run for all its parties. */
  public void cancel(String name, String reason) {
    CancelRequest request = CancelRequest.newBuilder().setName(name).setReason(reason).build();
    client.call(CALL, stub -> stub.cancel(request));
  }

  @Override
  public void close() {
    client.close();
  }

  private static void describe(RunStatus run, List<String> lines) {
    lines.add(
        line(
            "%s (%s): %s for %d s%s%s, %d bytes stored",
            run.getName(),
            run.getRun(),
            run.getState(),
            run.getAgeMillis() / 1000,
            run.getReason().isEmpty() ? "" : ": " + run.getReason(),
            run.getLastStep().isEmpty() ? "" : ", last step " + run.getLastStep(),
            run.getStoredBytes()));
    for (PartyStatus party : run.getPartiesList()) {
      lines.add(
          line(
              "  %s: %s%s, last heard %d s ago, sent %d bytes, fetched %d",
              party.getParty(),
              state(party),
              pending(party),
              party.getSilentMillis() / 1000,
              party.getPutBytes(),
              party.getFetchedBytes()));
    }
  }

  private static String state(PartyStatus party) {
    if (party.getLost()) {
      return "lost, the run goes on without it";
    }
    return party.getFinished() ? "finished" : party.getJoined() ? "joined" : "awaited";
  }

  /** Whom a party waits for, what it is to send, and for how long: empty if it computes. */
  private static String pending(PartyStatus party) {
    StringBuilder words = new StringBuilder();
    for (PendingStep step : party.getPendingList()) {
      words
          .append(words.isEmpty() ? ", has waited " : ", ")
          .append(step.getWaitedMillis() / 1000)
          .append(" s for ")
          .append(step.getFrom())
          .append(" (")
          .append(step.getName())
          .append(')');
    }
    return words.toString();
  }

  /** What an aggregator says, with nothing in it that a terminal obeys. */
  private static String line(String format, Object... arguments) {
    return OneLine.of(String.format(format, arguments), MAX_LINE);
  }
}
