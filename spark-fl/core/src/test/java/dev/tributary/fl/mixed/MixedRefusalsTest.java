package dev.tributary.fl.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tributary.fl.align.RowSets;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SumRules;
import dev.tributary.fl.session.Role;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.training.Direction;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.tree.Federation;
import dev.tributary.fl.vertical.tree.Synthetic;
import dev.tributary.fl.vertical.tree.Table;
import dev.tributary.fl.vertical.tree.TamperingExchange;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.fl.vertical.tree.message.ChoicesMessage;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What ends a mixed training, and what is said of it. */
class MixedRefusalsTest {
  private static final RowOrder ROWS = new RowOrder(300, 0, 30);
  private static final TreeParameters PARAMETERS =
      TreeParameters.DEFAULTS.withTrees(2).withDepth(3);

  private static MixedFederation twoBanks(boolean... shared) {
    Federation pooled = new Synthetic(71).federation("binary", ROWS, 2, 4);
    return new MixedFederation(pooled, 2, row -> row % 2, shared);
  }

  private static Throwable failure(MixedFederation f) {
    return catchThrowable(() -> f.train(PARAMETERS, Objective.binary()));
  }

  @Test
  void featurePartiesInOnePlaceMustHoldTheSameColumns() {
    MixedFederation f = twoBanks();
    f.tableOf =
        (party, table) ->
            party.name().equals("bureau-1-0") ? renamed(table, "p1x2", "income") : table;
    Throwable refused = failure(f);
    assertThat(refused).hasMessageContaining("column 'p1x2' is missing");
    assertThat(refused).hasMessageContaining("bureau-");
    assertThat(FederationException.codeOf(refused)).isEqualTo(ErrorCode.USER);
  }

  @Test
  void labelPartiesMustHoldTheSameColumns() {
    MixedFederation f = twoBanks();
    f.tableOf =
        (party, table) -> party.name().equals("bank-1") ? renamed(table, "p0x0", "age") : table;
    assertThat(failure(f)).hasMessageContaining("column 'p0x0' is missing");
  }

  /** A feature party of one group announces a direction that the one of the other does not. */
  @Test
  void featurePartiesInOnePlaceMustAnnounceTheSameCandidates() {
    MixedFederation f = twoBanks();
    f.monotoneOf =
        party ->
            party.name().equals("bureau-1-0")
                ? Map.of("p1x2", Direction.INCREASING)
                : Map.<String, Direction>of();
    Throwable refused = failure(f);
    assertThat(refused)
        .hasMessageContaining(
            "the candidates of feature parties in the same place of two groups differ: they must");
    assertThat(FederationException.codeOf(refused)).isEqualTo(ErrorCode.USER);
  }

  private static Table renamed(Table table, String from, String to) {
    return new Table(
        table.names().stream().map(name -> name.equals(from) ? to : name).toList(),
        table.columns());
  }

  @Test
  void twoLabelPartiesNeedConsentToWhatTheirSumsTell() {
    MixedFederation f = twoBanks(true);
    f.masked = true;
    f.consent = SumRules.Consent.NONE;
    assertThat(failure(f))
        .hasMessageContaining("with two parties a total shows each what the other put in")
        .hasMessageContaining("consent: two-party-sum");
  }

  @Test
  void otherParametersAreNamed() {
    MixedFederation f = twoBanks();
    f.parametersOf = (party, all) -> party.name().equals("bureau-0-0") ? all.withDepth(4) : all;
    assertThat(failure(f)).hasMessageContaining("computes by").hasMessageContaining("depth=4");
    MixedFederation shared = twoBanks(true);
    shared.parametersOf = (party, all) -> party.name().equals("all-0") ? all.withDepth(4) : all;
    assertThat(failure(shared))
        .hasMessageContaining("tree parameters")
        .hasMessageContaining("all parties must run the same job and release");
  }

  /** All of its people test: a label party says so before it matches sums with others. */
  @Test
  void aGroupWithoutAnyoneToTrainOnSaysSo() {
    assertThatThrownBy(() -> new RowSets(new byte[] {RowSets.TEST, RowSets.TEST}).order())
        .hasMessageContaining("leaves none of 2 common rows to train on");
    assertThatThrownBy(
            () ->
                MixedGbt.slotCuts(
                    PlainSum.alone(new PartyId("bureau")),
                    kernel -> new long[kernel.length()],
                    List.of("x"),
                    8,
                    1))
        .hasMessageContaining("this party has no row to train on");
  }

  @Test
  void aClassThatNoPartyHasIsNamed() {
    Federation pooled = new Synthetic(73).federation("multiclass", ROWS, 2, 4);
    for (int row = 0; row < pooled.labels.length; row++) {
      pooled.labels[row] = Math.min(1, pooled.labels[row]);
    }
    MixedFederation f = new MixedFederation(pooled, 2, row -> row % 2);
    assertThatThrownBy(() -> f.train(PARAMETERS, Objective.multiclass(3)))
        .hasMessageContaining("no party has a row of label 2");
  }

  /** Chooses every candidate at the first level, of one node. */
  @Test
  void aLabelPartyThatAsksForMoreBitmapsThanItsTreesHaveNodesIsNamedByASharedParty() {
    MixedFederation f = twoBanks(true);
    byte[] many = new ChoicesMessage(IntStream.range(0, 20).toArray(), true).encode();
    f.exchangeOf =
        MixedFederation.at(
            new PartyId("bank-1"),
            end -> new TamperingExchange(end, "tree/level-0/choices", message -> many));
    Throwable refused = failure(f);
    assertThat(FederationException.codeOf(refused)).isEqualTo(ErrorCode.PEER);
    assertThat(refused).hasMessageContaining("bank-1");
  }

  @Test
  void placesMustTellWhichColumnsAPartyHas() {
    assertThatThrownBy(() -> Groups.of(roster("b1:a1", "b2:a1")))
        .hasMessageContaining("0 parties serve a2 and 2 serve a1");
    assertThatThrownBy(() -> Groups.of(roster("b1:a1", "tele:a1,a2", "b2:a2")))
        .hasMessageContaining("tele is in place 2 of the feature parties of a1")
        .hasMessageContaining(
            "parties in the same place hold the same columns, so name them in an order in which each has one place");
    Groups groups = Groups.of(roster("b1:a1", "b2:a2", "tele:a1,a2"));
    assertThat(groups.slots()).hasSize(2);
    assertThat(groups.slot(new PartyId("b2"))).hasSize(2);
    assertThat(groups.served(new PartyId("tele"))).isEqualTo(groups.labels());
    assertThat(groups.group(new PartyId("a2")).vertical().featureParties())
        .containsExactly(new PartyId("b2"), new PartyId("tele"));
  }

  private static Roster roster(String... features) {
    List<Roster.Member> members = new ArrayList<>();
    members.add(new Roster.Member(new PartyId("a1"), Role.LABEL, List.of()));
    members.add(new Roster.Member(new PartyId("a2"), Role.LABEL, List.of()));
    for (String feature : features) {
      String[] parts = feature.split(":");
      List<PartyId> with = List.of(parts[1].split(",")).stream().map(PartyId::new).toList();
      members.add(new Roster.Member(new PartyId(parts[0]), Role.FEATURE, with));
    }
    return new Roster(members);
  }
}
