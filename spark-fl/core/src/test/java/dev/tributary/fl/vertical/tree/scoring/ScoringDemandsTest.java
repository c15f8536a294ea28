package dev.tributary.fl.vertical.tree.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.tree.Federation;
import dev.tributary.fl.vertical.tree.Synthetic;
import dev.tributary.fl.vertical.tree.Table;
import dev.tributary.fl.vertical.tree.TamperingExchange;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.fl.vertical.tree.message.BitmapsMessage;
import dev.tributary.fl.vertical.tree.message.Steps;
import dev.tributary.fl.vertical.tree.model.FeatureTreeModel;
import dev.tributary.fl.vertical.tree.model.LabelTreeModel;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A label party gets each split of the model once, over the rows that were aligned. */
class ScoringDemandsTest {
  private static final RowOrder ROWS = new RowOrder(90, 0, 10);
  private static final int ALL = ROWS.rows();
  private static Federation federation;
  private static LabelTreeModel label;
  private static FeatureTreeModel feature;
  private static int[] ids;

  @BeforeAll
  static void train() {
    federation = new Synthetic(71).federation("binary", ROWS, 1, 3);
    federation.timeout = Duration.ofSeconds(20);
    var outcome =
        federation.train(TreeParameters.DEFAULTS.withTrees(4).withDepth(3), Objective.binary());
    label = outcome.label().model();
    feature = outcome.features().get(0).model();
    ids = feature.splits().stream().mapToInt(FeatureTreeModel.FeatureSplit::id).sorted().toArray();
    assertThat(ids.length).isGreaterThan(2);
  }

  @Test
  void whatTheModelUsesIsGivenOnceAndCounted() {
    assertThat(served(new ScoreRequest(ALL, ids))).isEqualTo(ids.length);
  }

  @Test
  void otherDemandsAreRefused() {
    int most = ids[ids.length - 1];
    assertRefused(new ScoreRequest(ALL, new int[] {most + 1}), "parts of one training");
    assertRefused(new ScoreRequest(ALL, new int[] {ids[1]}), "parts of one training");
    assertRefused(new ScoreRequest(ALL, new int[0]), "parts of one training");
    int[] others = ids.clone();
    others[ids.length - 1]++;
    assertRefused(new ScoreRequest(ALL, others), "parts of one training");
    assertRefused(new ScoreRequest(ALL, new int[] {-1}), "parts of one training");
    assertRefused(new ScoreRequest(ALL, new int[] {ids[1], ids[1]}), "ascending");
    assertRefused(new ScoreRequest(ALL, new int[] {ids[1], ids[0]}), "ascending");
    assertRefused(new ScoreRequest(ALL + 1, ids), "aligned 100");
    assertRefused(new ScoreRequest(ALL - 1, ids), "aligned 100");
    int[] oneMore = IntStream.range(most + 1, most + 2 + ids.length).toArray();
    assertRefused(new ScoreRequest(ALL, oneMore), "0 to " + ids.length);
    assertRefused(new ScoreRequest(ALL, new int[1 << 20]), "score/request");
  }

  @Test
  void answersAreForWhatWasAsked() {
    assertAnswer(honest -> changed(honest, 1), "answered other splits");
    assertAnswer(honest -> java.util.Arrays.copyOf(honest, honest.length - 1), "score/bitmaps");
  }

  /** With the first id replaced by one that is not asked for. */
  private static byte[] changed(byte[] honest, int by) {
    BitmapsMessage message = BitmapsMessage.decode(honest, ids.length, ALL);
    int[] others = message.splitIds().clone();
    others[others.length - 1] += by;
    return new BitmapsMessage(others, message.bitmaps()).encode();
  }

  private static int served(ScoreRequest request) {
    return run(
        e -> e,
        session -> {
          session
              .exchange()
              .send(
                  session.to(session.featureParties().get(0), 0, Steps.SCORE_REQUEST),
                  request.encode());
          if (request.splits().length > 0) {
            PeerMessages.receive(
                session,
                session.from(session.featureParties().get(0), 0, Steps.SCORE_BITMAPS),
                1 << 20,
                b -> BitmapsMessage.decode(b, request.splits().length, ALL));
          }
        });
  }

  private static void assertRefused(ScoreRequest request, String what) {
    Throwable failure = catchThrowable(() -> served(request));
    assertThat(failure).hasMessageContaining("lender").hasMessageContaining(what);
    assertThat(FederationException.codeOf(failure)).isEqualTo(ErrorCode.PEER);
  }

  private static void assertAnswer(UnaryOperator<byte[]> change, String what) {
    Throwable failure =
        catchThrowable(
            () ->
                run(
                    e -> new TamperingExchange(e, Steps.SCORE_BITMAPS, change),
                    session -> {
                      Table own = federation.own;
                      var cuts = label.scoringCuts();
                      double[][] columns =
                          cuts.names().stream().map(own::column).toArray(double[][]::new);
                      var blocks =
                          federation.blocks(
                              new Table(cuts.names(), columns), cuts, session.compute());
                      FederatedScoring.score(session, label, ALL, blocks);
                    }));
    assertThat(failure).hasMessageContaining("bureau-1").hasMessageContaining(what);
  }

  private interface Asking {
    void ask(FederatedSession session);
  }

  /** The feature party's failure, or else the asker's, or else what the feature party counted. */
  private static int run(UnaryOperator<Exchange> featureEnd, Asking asking) {
    InMemoryMailbox mailbox = new InMemoryMailbox();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Exchange end = featureEnd.apply(mailbox.exchange(federation.parties().get(1)));
      Future<Integer> served =
          pool.submit(() -> Federation.orAbort(end, () -> serve(federation.session(end))));
      FederationException asker = null;
      try {
        asking.ask(federation.session(mailbox.exchange(Federation.LABEL)));
      } catch (FederationException e) {
        asker = e;
      }
      int count = Federation.join(served);
      if (asker != null) {
        throw asker;
      }
      return count;
    } finally {
      pool.shutdownNow();
    }
  }

  private static int serve(FederatedSession session) {
    var cuts = feature.scoringCuts();
    Table table = federation.others.get(0);
    double[][] columns = cuts.names().stream().map(table::column).toArray(double[][]::new);
    var blocks = federation.blocks(new Table(cuts.names(), columns), cuts, session.compute());
    return FederatedScoring.serve(session, feature, ALL, blocks);
  }
}
