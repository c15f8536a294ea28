package dev.tributary.fl.mixed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.feature.BlockLayout;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The one secret that keeps columns and thresholds from label parties is drawn every time. */
class SlotKeyTest {
  private static final int FEATURES = 40;
  private static final int ROWS = 1000;

  private static String dealt(SlotKey key) {
    BlockLayout layout = key.blocks(FEATURES, ROWS);
    return Arrays.deepToString(layout.blocks());
  }

  private static FederatedSession session(InMemoryMailbox mailbox, PartyId self, String run) {
    Exchange exchange = mailbox.exchange(self);
    return new FederatedSession(
        self,
        Roster.horizontal(List.of(new PartyId("one"), new PartyId("two"))),
        new RunId(run),
        0,
        exchange,
        new LocalCompute(exchange, 1),
        Duration.ofSeconds(20));
  }

  private static String shared(String run) {
    SlotKey[] both = both(run);
    String one = dealt(both[0]);
    assertThat(dealt(both[1])).isEqualTo(one);
    return one;
  }

  @Test
  void everyKeyIsDrawnAndTheSameAtBothParties() {
    Set<String> seen = new HashSet<>();
    for (int time = 0; time < 4; time++) {
      seen.add(dealt(SlotKey.alone()));
      seen.add(shared("run-" + time));
    }
    assertThat(seen).as("40 columns in 16 blocks are dealt alike once in 10^40").hasSize(8);
  }

  /** What hides which column and threshold a candidate is: an order that nobody else can repeat. */
  @Test
  void theOrderOfCandidatesIsAnotherForEveryKeyAndTheSameAtBothParties() {
    CandidateLayout layout = new CandidateLayout(new int[] {200, 200});
    Set<String> seen = new HashSet<>();
    seen.add(ids(CandidateOrder.natural(layout)));
    for (int time = 0; time < 4; time++) {
      seen.add(ids(SlotKey.alone().order(layout)));
      SlotKey[] both = both("run-" + time);
      String one = ids(both[0].order(layout));
      assertThat(ids(both[1].order(layout))).isEqualTo(one);
      seen.add(one);
    }
    assertThat(seen).hasSize(9);
  }

  private static String ids(CandidateOrder order) {
    return Arrays.toString(order.localIds(0)) + Arrays.toString(order.localIds(1));
  }

  @Test
  void theColumnsOfARoundAreOthersForEveryKeyAndTheSameAtBothParties() {
    Set<String> seen = new HashSet<>();
    for (int time = 0; time < 4; time++) {
      seen.add(drawn(SlotKey.alone()));
      SlotKey[] both = both("run-" + time);
      String one = drawn(both[0]);
      assertThat(drawn(both[1])).isEqualTo(one);
      seen.add(one);
    }
    assertThat(seen).as("half of 200 columns").hasSize(8);
  }

  private static String drawn(SlotKey key) {
    TreeParameters half = TreeParameters.DEFAULTS.withSampling(1, 0.5, 3);
    return Arrays.toString(key.sampling(half).columns(0, 200));
  }

  private static SlotKey[] both(String run) {
    InMemoryMailbox mailbox = new InMemoryMailbox();
    CompletableFuture<SlotKey> two =
        CompletableFuture.supplyAsync(
            () -> SlotKey.share(session(mailbox, new PartyId("two"), run)));
    SlotKey one = SlotKey.share(session(mailbox, new PartyId("one"), run));
    return new SlotKey[] {one, two.join()};
  }

  @Test
  void theKeyIsNotShown() {
    assertThat(SlotKey.alone()).hasToString("SlotKey");
  }
}
