package dev.tributary.fl.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.feature.BlockLayout;
import dev.tributary.fl.horizontal.stats.JointCuts;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.tree.SplitRule;
import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.fl.vertical.tree.FeatureResult;
import dev.tributary.fl.vertical.tree.Federation;
import dev.tributary.fl.vertical.tree.JointRows;
import dev.tributary.fl.vertical.tree.PartyColumns;
import dev.tributary.fl.vertical.tree.Table;
import dev.tributary.fl.vertical.tree.TrainingResult;
import dev.tributary.fl.vertical.tree.TrainingRows;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.fl.vertical.tree.VerticalGbt;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The vertical training over the rows of all groups, with the cuts and candidate orders that a
 * mixed one agreed on: what that must come to.
 */
record PooledTwin(TrainingResult label, List<FeatureResult> features) {
  static PooledTwin of(MixedFederation f, TreeParameters parameters, Objective objective) {
    InMemoryMailbox mailbox = new InMemoryMailbox();
    List<PartyId> parties = new ArrayList<>();
    parties.add(new PartyId("bank"));
    for (int slot = 0; slot < f.groups.slots().size(); slot++) {
      parties.add(new PartyId("bureau-" + slot));
    }
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      List<Future<FeatureResult>> serving = new ArrayList<>();
      for (int slot = 0; slot + 1 < parties.size(); slot++) {
        FederatedSession session = session(mailbox, parties, slot + 1);
        PartyId one = f.groups.slots().get(slot).get(0);
        Table table = f.pooled.others.get(slot);
        SlotKey key = f.keys.get(one);
        BlockLayout layout = key.blocks(table.names().size(), f.cuts.get(one).rows());
        serving.add(
            pool.submit(
                () ->
                    VerticalGbt.serve(
                        session,
                        parameters,
                        objective.classes(),
                        key.sampling(parameters),
                        columns(session, f, table, f.cuts.get(one), layout),
                        new PlainLinearMap(),
                        key::order,
                        given -> {})));
      }
      TrainingResult label = label(session(mailbox, parties, 0), f, parameters, objective);
      return new PooledTwin(label, serving.stream().map(Federation::join).toList());
    } finally {
      pool.shutdownNow();
    }
  }

  private static TrainingResult label(
      FederatedSession session, MixedFederation f, TreeParameters parameters, Objective objective) {
    JointCuts joint = f.cuts.get(MixedFederation.label(0));
    BlockLayout layout = BlockLayout.natural(f.pooled.own.names().size(), 2);
    PartyColumns own = columns(session, f, f.pooled.own, joint, layout);
    return VerticalGbt.train(
        session,
        parameters,
        new LabelDraws(parameters, SamplingSecret.fresh()),
        objective,
        new TrainingRows(f.pooled.labels, null, own),
        JointRows.OWN,
        new PlainLinearMap(),
        Progress.silent());
  }

  private static PartyColumns columns(
      FederatedSession session,
      MixedFederation f,
      Table table,
      JointCuts joint,
      BlockLayout layout) {
    return new PartyColumns(
        joint.cuts(),
        session.compute().distribute(layout.bin(joint.cuts(), table.columns())),
        f.pooled.rows);
  }

  private static FederatedSession session(
      InMemoryMailbox mailbox, List<PartyId> parties, int party) {
    Exchange end = mailbox.exchange(parties.get(party));
    return new FederatedSession(
        parties.get(party),
        Roster.vertical(parties),
        new RunId("pooled"),
        0,
        end,
        new LocalCompute(end, 1),
        Duration.ofSeconds(60));
  }

  /**
   * Compares every group's model: splits to the last bit, leaves and scores to 1e-9, gains to the
   * fixed point, which for labels that are no classes follows from a power of two above all.
   */
  int assertSame(MixedFederation f, MixedFederation.Outcome mixed) {
    int splits = 0;
    for (int g = 0; g < f.rowsOfGroup.length; g++) {
      TrainingResult own = mixed.labels().get(MixedFederation.label(g));
      List<Tree> trees = own.model().trees();
      assertThat(trees).hasSameSizeAs(label.model().trees());
      splits = 0;
      for (int t = 0; t < trees.size(); t++) {
        splits += compare(f, mixed, g, trees.get(t), label.model().trees().get(t), t);
      }
      for (int k = 0; k < own.rawScores().length; k++) {
        for (int i = 0; i < f.rowsOfGroup[g].length; i++) {
          assertThat(own.rawScores()[k][i])
              .isCloseTo(label.rawScores()[k][f.rowsOfGroup[g][i]], within(1e-9));
        }
      }
    }
    return splits;
  }

  private int compare(
      MixedFederation f, MixedFederation.Outcome mixed, int group, Tree own, Tree due, int tree) {
    assertThat(own.nodes()).as("tree %d", tree).hasSameSizeAs(due.nodes());
    int splits = 0;
    for (int i = 0; i < own.nodes().size(); i++) {
      TreeNode node = own.nodes().get(i);
      TreeNode other = due.nodes().get(i);
      String at = "group " + group + ", tree " + tree + ", node " + i;
      assertThat(node.terminal()).as(at).isEqualTo(other.terminal());
      if (node.terminal()) {
        assertThat(node.weight()).as(at).isCloseTo(other.weight(), within(1e-10));
        continue;
      }
      splits++;
      assertThat(node.rule()).as(at).isEqualTo(other.rule());
      assertThat(node.split()).as(at).isEqualTo(other.split());
      assertThat(node.gain()).as(at).isCloseTo(other.gain(), within(1e-5 * (1 + other.gain())));
      if (node.rule() == null) {
        PartyId keeper = new PartyId(node.party());
        assertThat(f.groups.served(keeper)).contains(MixedFederation.label(group));
        int slot = f.groups.slots().indexOf(f.groups.slot(keeper));
        assertThat(other.party()).as(at).isEqualTo("bureau-" + slot);
        assertThat(rule(mixed.features().get(keeper), node.split()))
            .as(at)
            .isEqualTo(rule(features.get(slot), other.split()));
      }
    }
    return splits;
  }

  private static SplitRule rule(FeatureResult keeper, int split) {
    return keeper.model().splits().stream()
        .filter(s -> s.id() == split)
        .findFirst()
        .orElseThrow()
        .rule();
  }
}
