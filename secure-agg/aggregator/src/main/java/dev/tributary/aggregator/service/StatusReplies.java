package dev.tributary.aggregator.service;

import dev.tributary.aggregator.session.SessionStatus;
import dev.tributary.transport.proto.PartyStatus;
import dev.tributary.transport.proto.PendingStep;
import dev.tributary.transport.proto.RunStatus;
import java.util.Locale;

/** A run's status as it crosses the wire. */
final class StatusReplies {
  private StatusReplies() {}

  static RunStatus of(SessionStatus status) {
    RunStatus.Builder run =
        RunStatus.newBuilder()
            .setName(status.name())
            .setRun(status.run().value())
            .setState(status.state().name().toLowerCase(Locale.ROOT))
            .setReason(status.reason())
            .setEpoch(status.epoch())
            .setLastStep(status.lastStep())
            .setStoredBytes(status.storedBytes())
            .setAgeMillis(status.ageMillis());
    status
        .parties()
        .forEach(
            party ->
                run.addParties(
                    PartyStatus.newBuilder()
                        .setParty(party.party().name())
                        .setJoined(party.joined())
                        .setFinished(party.finished())
                        .setSilentMillis(party.silentMillis())
                        .setLost(party.lost())
                        .setPutBytes(party.putBytes())
                        .setFetchedBytes(party.fetchedBytes())
                        .addAllPending(
                            party.pending().stream().map(StatusReplies::pending).toList())));
    return run.build();
  }

  private static PendingStep pending(SessionStatus.Pending pending) {
    return PendingStep.newBuilder()
        .setFrom(pending.from().name())
        .setName(pending.step())
        .setWaitedMillis(pending.waitedMillis())
        .build();
  }
}
