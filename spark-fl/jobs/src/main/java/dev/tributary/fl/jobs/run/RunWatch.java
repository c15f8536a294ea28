package dev.tributary.fl.jobs.run;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.jobs.report.MatchedRows;
import dev.tributary.fl.spark.align.AlignedRows;
import dev.tributary.fl.spark.stage.RunListener;
import dev.tributary.fl.training.GivenBitmaps;
import dev.tributary.fl.training.RoundReport;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.GrpcSession;
import dev.tributary.transport.SessionTraffic;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Times what an estimator does, counts its bytes and says how it goes: every round for the first
 * three, then at most every few seconds.
 */
public final class RunWatch implements RunListener {
  private static final double INTERVAL_SECONDS = 3;
  private static final int FIRST = 3;

  private final Stages stages;
  private final Log log;
  private final GrpcSession grpc;
  private MatchedRows matched = MatchedRows.NONE;
  private long trainingBytes;
  private RowOrder rows;
  private double spent;
  private double told;
  private GivenBitmaps bitmaps;

  RunWatch(Stages stages, Log log, GrpcSession grpc) {
    this.stages = stages;
    this.log = log;
    this.grpc = grpc;
  }

  /** Sent and received in joint training, its set-up included. */
  long trainingBytes() {
    return trainingBytes;
  }

  /** Rows in common and what they are used for; null before alignment has ended. */
  public RowOrder rows() {
    return rows;
  }

  @Override
  public void started(String stage) {
    stages.enter(stage);
    spent = 0;
    told = 0;
    if (stage.equals(TRAIN)) {
      trainingBytes = -bytes();
    }
  }

  @Override
  public void finished(String stage, double seconds) {
    if (stage.equals(TRAIN)) {
      trainingBytes += bytes();
    }
  }

  private long bytes() {
    SessionTraffic traffic = grpc.traffic();
    return traffic.sent() + traffic.received();
  }

  /** How many rows of which party are in common; none before alignment has ended. */
  public MatchedRows matched() {
    return matched;
  }

  @Override
  public void matched(AlignedRows found) {
    Map<String, MatchedRows.Other> others = new TreeMap<>();
    found
        .offered()
        .forEach(
            (party, rows) ->
                others.put(
                    party.name(),
                    new MatchedRows.Other(
                        rows, found.overlaps().getOrDefault(party, found.count()))));
    MatchedRows latest = new MatchedRows(found.ownRows(), 1, found.count(), others);
    log.line(latest.words());
    matched = matched.and(latest);
  }

  @Override
  public void aligned(RowOrder found) {
    rows = found;
  }

  /** What this party gave away, if it is a feature party and has. */
  public Optional<GivenBitmaps> bitmaps() {
    return Optional.ofNullable(bitmaps);
  }

  @Override
  public void gave(PartyId label, GivenBitmaps given) {
    log.line(String.format("bitmaps given to %s: %d", label, given.given()));
  }

  @Override
  public void gave(GivenBitmaps given) {
    bitmaps = bitmaps == null ? given : bitmaps.and(given);
    log.line(
        String.format(
            "bitmaps given %d of %d, splits kept %d",
            given.given(), given.candidates(), given.kept()));
  }

  @Override
  public void round(String stage, RoundReport report) {
    spent += report.seconds();
    boolean last = report.round() + 1 == report.most();
    if (report.round() < FIRST || last || spent - told >= INTERVAL_SECONDS) {
      told = spent;
      int done = report.round() + 1;
      log.line(
          String.format(
              "%s: round %d of %d%s%s, %.2f s%s, %.0f s to go",
              stage,
              done,
              report.most(),
              Double.isNaN(report.trainingLoss())
                  ? ""
                  : String.format(", loss %.5f", report.trainingLoss()),
              Double.isNaN(report.validationLoss())
                  ? ""
                  : String.format(" (validation %.5f)", report.validationLoss()),
              report.seconds(),
              rows == null
                  ? ""
                  : String.format(
                      " (%.0f rows/s)", rows.training() / Math.max(1e-9, report.seconds())),
              spent / done * (report.most() - done)));
    }
  }
}
