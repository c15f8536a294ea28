package dev.tributary.fl.vertical.tree.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.tree.FeatureResult;
import dev.tributary.fl.vertical.tree.Federation;
import dev.tributary.fl.vertical.tree.Synthetic;
import dev.tributary.fl.vertical.tree.Table;
import dev.tributary.fl.vertical.tree.TrainingResult;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.fl.vertical.tree.model.FeatureTreeModel;
import dev.tributary.fl.vertical.tree.model.LabelTreeModel;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored models score as the training did. */
class ScoringTest {
  private static final RowOrder ROWS = new RowOrder(300, 50, 70);
  private static final TreeParameters PARAMETERS =
      TreeParameters.DEFAULTS.withTrees(6).withDepth(4);

  @ParameterizedTest
  @ValueSource(strings = {"binary", "multiclass", "squared-error", "poisson"})
  void scoresOfAReadModelEqualThoseOfTheTraining(String objective) {
    Federation f = new Synthetic(31).federation(objective, ROWS, 4, 5, 3);
    Federation.Outcome outcome = f.train(PARAMETERS, Objective.of(objective, 3));
    LabelTreeModel model = reread(outcome.label().model(), LabelTreeModel.class);
    List<FeatureTreeModel> features =
        outcome.features().stream().map(r -> reread(r.model(), FeatureTreeModel.class)).toList();
    double[][] scores = score(f, model, features);
    assertThat(scores).isDeepEqualTo(outcome.label().rawScores());
  }

  /** As of logarithms of 0, which cuts part from all else. */
  @Test
  void negativeInfinityIsAValueLikeAnyOther() {
    Federation f = new Synthetic(35).federation("binary", ROWS, 4, 5);
    for (int row = 0; row < f.labels.length; row++) {
      if (row % 7 < 2) {
        Table table = row % 7 == 0 ? f.own : f.others.get(0);
        table.columns()[0][row] = Double.NEGATIVE_INFINITY;
        f.labels[row] = 1;
      }
    }
    Federation.Outcome outcome = f.train(PARAMETERS, Objective.binary());
    LabelTreeModel model = reread(outcome.label().model(), LabelTreeModel.class);
    FeatureTreeModel part = reread(outcome.features().get(0).model(), FeatureTreeModel.class);
    for (FeatureCuts cuts : List.of(model.scoringCuts(), part.scoringCuts())) {
      assertThat(List.of(cuts.cuts()))
          .anySatisfy(ofColumn -> assertThat(ofColumn).contains(Double.NEGATIVE_INFINITY));
    }
    assertThat(score(f, model, List.of(part))).isDeepEqualTo(outcome.label().rawScores());
  }

  @Test
  void earlyStoppingKeepsTheBestRoundsAndTheirScores() {
    Federation f = new Synthetic(32).federation("binary", ROWS, 4, 5);
    TreeParameters stopping = PARAMETERS.withTrees(200).withLearningRate(0.5).withEarlyStopping(4);
    Federation.Outcome outcome = f.train(stopping, Objective.binary());
    TrainingResult label = outcome.label();
    int kept = label.model().rounds().size();
    assertThat(label.rounds()).hasSize(kept + 4).hasSizeLessThan(200);
    double best = label.rounds().get(kept - 1).validationLoss();
    assertThat(label.rounds()).allMatch(r -> r.validationLoss() >= best);
    List<FeatureTreeModel> features =
        outcome.features().stream().map(FeatureResult::model).toList();
    assertThat(score(f, label.model(), features)).isDeepEqualTo(label.rawScores());
  }

  @Test
  void importancesOfTheOwnerAddUpToThePartyTotalButForRounding() {
    Federation f = new Synthetic(33).federation("binary", ROWS, 4, 5);
    Federation.Outcome outcome = f.train(PARAMETERS, Objective.binary());
    double gain = outcome.features().get(0).importances().stream().mapToDouble(i -> i.gain()).sum();
    double total =
        outcome.label().partyImportances().stream()
            .filter(i -> i.name().equals("bureau-1"))
            .mapToDouble(i -> i.gain())
            .sum();
    assertThat(gain).isPositive().isCloseTo(total, withinPercentage(12.5));
  }

  @Test
  void partsOfDifferentTrainingsAreRefused() {
    Federation f = new Synthetic(34).federation("binary", ROWS, 2, 5);
    Federation.Outcome outcome = f.train(PARAMETERS, Objective.binary());
    FeatureTreeModel part = outcome.features().get(0).model();
    FeatureTreeModel other =
        new FeatureTreeModel(
            FeatureTreeModel.FORMAT,
            part.splits().stream()
                .map(split -> new FeatureTreeModel.FeatureSplit(split.id() + 1, split.rule()))
                .toList());
    assertThatThrownBy(() -> score(f, outcome.label().model(), List.of(other)))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("parts of one training");
  }

  private static <T> T reread(T part, Class<T> type) {
    T read = ModelJson.read(ModelJson.write(part), type, "part.json");
    assertThat(read).isEqualTo(part);
    return read;
  }

  private static double[][] score(
      Federation f, LabelTreeModel model, List<FeatureTreeModel> features) {
    InMemoryMailbox mailbox = new InMemoryMailbox();
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      List<Future<Object>> served = new ArrayList<>();
      for (int p = 0; p < features.size(); p++) {
        FeatureTreeModel part = features.get(p);
        Table table = f.others.get(p);
        Exchange end = mailbox.exchange(f.parties().get(p + 1));
        served.add(
            pool.submit(
                () ->
                    Federation.orAbort(
                        end,
                        () -> {
                          FederatedSession session = f.session(end);
                          Shards<BinnedBlock> blocks =
                              blocks(f, table, part.scoringCuts(), session);
                          FederatedScoring.serve(session, part, f.rows.rows(), blocks);
                          return null;
                        })));
      }
      FederatedSession session = f.session(mailbox.exchange(Federation.LABEL));
      Shards<BinnedBlock> own = blocks(f, f.own, model.scoringCuts(), session);
      double[][] scores =
          Federation.firstHand(
              () -> FederatedScoring.score(session, model, f.rows.rows(), own), served);
      served.forEach(Federation::join);
      return scores;
    } finally {
      pool.shutdownNow();
    }
  }

  private static Shards<BinnedBlock> blocks(
      Federation f, Table table, FeatureCuts cuts, FederatedSession session) {
    double[][] columns = cuts.names().stream().map(table::column).toArray(double[][]::new);
    return f.blocks(new Table(cuts.names(), columns), cuts, session.compute());
  }
}
