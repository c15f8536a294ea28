package dev.tributary.fl.horizontal.mlp;

import dev.tributary.fl.horizontal.exact.OutOfRange;
import dev.tributary.fl.horizontal.glm.GlmMoments;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.sum.FixedPoint;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.RoundReport;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rounds of one training. A round is one secure sum: how many parties are out of range, the
 * training and the validation loss of the weights that it begins with, and the changes of the
 * weights, each times the weight of the rows that it comes from. What a round made of the weights
 * is therefore told by the sum after it, the last by a sum of its own.
 *
 * <p>Where a party is lost the rounds go on with those left. Changes stay divided by the weight of
 * all rows that the training began with, since that of those left would tell the lost party's:
 * steps are as much shorter as rows are fewer. No weights are summed at twice.
 */
final class MlpRounds {
  private static final int OUT = 0;
  private static final int LOSS = 1;
  private static final int VALIDATION = 2;
  private static final int CHANGES = 3;

  private final PartyRows shards;
  private final PartyRows judged;
  private final SecureSum sum;
  private final MlpSettings settings;
  private final Progress progress;
  private final Topology topology;
  private final List<RoundReport> reports = new ArrayList<>();
  private FixedPoint point;
  private MlpScale scale;
  private double weight;
  private double validation;
  private List<PartyId> parties;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private double[] best;
  private int bestRounds;
  private int sums;
  private long began;

  /**
   * @param shards rows to train on, scaled
   * @param judged rows that validate, scaled
   * @param validation weight of all parties' rows that validate; 0 where there are none
   * @param parties whose rows these are
   */
  MlpRounds(
      PartyRows shards,
      PartyRows judged,
      double validation,
      List<PartyId> parties,
      SecureSum sum,
      MlpSettings settings,
      Progress progress) {
    this.shards = shards;
    this.judged = judged;
    this.validation = validation;
    this.parties = parties;
    this.sum = sum;
    this.settings = settings;
    this.progress = progress;
    this.topology = settings.topology(shards.features().size());
  }

  MlpFit run(MlpScale ofRows, GlmMoments moments, long validating) {
    scale = ofRows;
    weight = moments.weight();
    point = scale.point(validation);
    double[] at = topology.start(settings.seed());
    ServerStep server = new ServerStep(settings.server(), at.length);
    MlpFit.End end = MlpFit.End.ROUNDS;
    began = System.nanoTime();
    for (int round = 0; ; round++) {
      long[] words = total(at, round);
      note(at, round, words);
      if (round == settings.rounds()) {
        break;
      }
      if (stops() && round - bestRounds >= settings.earlyStoppingRounds()) {
        end = MlpFit.End.STALE;
        break;
      }
      double[] next = server.of(at, changes(words));
      if (Arrays.equals(next, at)) {
        end = MlpFit.End.STILL; // a sum at the same weights again might be over fewer parties
        break;
      }
      at = next;
    }
    boolean keepsBest = stops() && best != null;
    return new MlpFit(
        scale.model(settings, shards.features(), keepsBest ? best : at),
        moments,
        validating,
        reports,
        keepsBest ? bestRounds : reports.size(),
        end,
        HorizontalMlp.SUMS + sums,
        parties);
  }

  /** The sum that a round is, or after the last one the losses alone. */
  private long[] total(double[] at, int round) {
    boolean last = round == settings.rounds();
    long[] words = new long[last ? CHANGES : CHANGES + at.length];
    boolean inRange =
        last
            ? put(
                shards.sum(new NetworkLossKernel(topology, settings.objective(), at, point)),
                words,
                LOSS)
            : putRound(shards.sum(new LocalRound(topology, settings, at, round, point)), words);
    if (validation > 0) {
      long[] loss = judged.sum(new NetworkLossKernel(topology, settings.objective(), at, point));
      inRange &= put(loss, words, VALIDATION);
    }
    if (!inRange) {
      OutOfRange.hide(words);
    }
    Total total = sum.total(last ? "mlp-loss" : "mlp-round", words);
    sums++;
    if (!parties.equals(total.parties())) {
      bestLoss = Double.POSITIVE_INFINITY; // losses are of other rows now
      best = null;
      bestRounds = round;
      if (total.words()[VALIDATION] == 0) {
        validation = 0; // nobody who is left has rows that validate
      }
    }
    parties = total.parties();
    if (total.words()[OUT] != 0) {
      throw FederationException.user(
          "the training diverges: in round %d weights or loss are out of range at %d of %d parties;"
              + " lower learning-rate or local-epochs, or raise penalty",
          round + 1, total.words()[OUT], parties.size());
    }
    return total.words();
  }

  private boolean put(long[] own, long[] words, int at) {
    words[at] = own[1];
    return !OutOfRange.is(own, point);
  }

  private boolean putRound(long[] own, long[] words) {
    words[LOSS] = own[1 + LocalRound.LOSS];
    System.arraycopy(
        own, 1 + LocalRound.CHANGES, words, CHANGES, own.length - 1 - LocalRound.CHANGES);
    return !OutOfRange.is(own, point);
  }

  private double[] changes(long[] words) {
    double[] changes = new double[words.length - CHANGES];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = point.decode(words[CHANGES + i]) / weight;
    }
    return changes;
  }

  /** What the rounds so far have led to. */
  private void note(double[] at, int rounds, long[] words) {
    double loss = scale.told(point.decode(words[LOSS]) / weight);
    double judgedLoss =
        validation > 0 ? scale.told(point.decode(words[VALIDATION]) / validation) : Double.NaN;
    if (rounds == 0) {
      return; // nothing has been trained yet
    }
    if (judgedLoss < bestLoss) {
      bestLoss = judgedLoss;
      best = at;
      bestRounds = rounds;
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    began = System.nanoTime();
    RoundReport report = new RoundReport(rounds - 1, settings.rounds(), loss, judgedLoss, seconds);
    reports.add(report);
    progress.round(report);
  }

  private boolean stops() {
    return settings.earlyStoppingRounds() > 0 && validation > 0;
  }
}
