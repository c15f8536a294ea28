package dev.tributary.fl.horizontal.columns;

import static dev.tributary.fl.horizontal.columns.ColumnKind.NUMBER;
import static dev.tributary.fl.horizontal.columns.ColumnKind.TRUTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedColumnsTest {
  private static final List<PartyId> ALL =
      List.of(new PartyId("north"), new PartyId("south"), new PartyId("west"));

  private static FederatedSession session(PartyId self, InMemoryMailbox mailbox) {
    Exchange end = mailbox.exchange(self);
    return new FederatedSession(
        self,
        Roster.horizontal(ALL),
        new RunId("r"),
        0,
        end,
        new LocalCompute(end, 1),
        Duration.ofSeconds(10));
  }

  private static ColumnList list(String... names) {
    Map<String, ColumnKind> columns = new LinkedHashMap<>();
    for (String name : names) {
      columns.put(name, name.startsWith("is ") ? TRUTH : NUMBER);
    }
    return new ColumnList(columns, "terms");
  }

  /** What each party ends with: the shared columns, or the message of its failure. */
  private static List<String> ends(ColumnList... lists) {
    InMemoryMailbox mailbox = new InMemoryMailbox();
    List<CompletableFuture<String>> runs =
        IntStream.range(0, ALL.size())
            .mapToObj(
                p ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            return SharedColumns.agree(session(ALL.get(p), mailbox), lists[p])
                                .toString();
                          } catch (FederationException e) {
                            assertThat(e.code()).isEqualTo(ErrorCode.USER);
                            assertThat(FederationException.isAgreed(e)).isTrue();
                            return e.getMessage();
                          }
                        }))
            .toList();
    return runs.stream().map(CompletableFuture::join).toList();
  }

  @Test
  void columnsAreMatchedByNameInTheOrderOfTheFirstParty() {
    assertThat(ends(list("b", "a", "is c"), list("a", "b", "is c"), list("is c", "b", "a")))
        .containsOnly("[b, a, is c]");
  }

  @Test
  void theFirstColumnThatDiffersIsNamedWithWhoLacksIt() {
    List<String> ends = ends(list("a", "b", "c"), list("a", "b", "c"), list("a", "d", "e"));

    assertThat(ends.subList(0, 2))
        .containsOnly(
            "column 'b' is missing at west: all parties must have the same columns, by name");
    assertThat(ends.get(2)).startsWith("column 'b' is missing here, and is at north, south: ");
  }

  /** Also where the one who misspells it is the first, whose columns set the order. */
  @Test
  void aMisspeltColumnIsNamedAtWhoMisspellsIt() {
    ColumnList right = list("age", "income", "debt");
    ColumnList wrong = list("age", "incmoe", "debt");
    for (int at = 0; at < 3; at++) {
      ColumnList[] lists = {right, right, right};
      lists[at] = wrong;
      List<String> ends = ends(lists);

      for (int p = 0; p < 3; p++) {
        int self = p;
        assertThat(ends.get(p))
            .isEqualTo(
                p == at
                    ? "column 'income' is missing here, and is at "
                        + ALL.stream()
                            .filter(other -> !other.equals(ALL.get(self)))
                            .map(PartyId::name)
                            .collect(Collectors.joining(", "))
                        + ": if it is the one that is called 'incmoe' here, name it alike at all"
                        + " parties, in the table itself"
                    : "column 'income' is missing at "
                        + ALL.get(at)
                        + " (which has 'incmoe'): all parties must have the same columns, by name");
      }
    }
  }

  @Test
  void aNameThatHoldersHaveBesideIsNotOffered() {
    List<String> ends =
        ends(list("pay_1", "pay_2"), list("pay_1", "pay_2"), list("pay_1", "other"));

    assertThat(ends.get(0)).startsWith("column 'pay_2' is missing at west: ");
    assertThat(ends.get(2)).endsWith("with data.columns or data.exclude");
  }

  @Test
  void eachWhoMisspellsIsNamedWithItsOwnSpelling() {
    List<String> ends = ends(list("income"), list("Income"), list("incomes"));

    assertThat(ends.get(1)).startsWith("column 'income' is at north only: ");
    assertThat(ends(list("income"), list("income"), list("INCOME")).get(0))
        .startsWith("column 'income' is missing at west (which has 'INCOME'): ");
  }

  /** Names come from others: comparing them must end, whatever they are. */
  @Test
  void longNamesAreComparedWithNone() {
    String name = "x".repeat(300);

    assertThat(ends(list("a", name), list("a", name), list("a", name + "y")).get(0))
        .endsWith("is missing at west: all parties must have the same columns, by name");
  }

  @Test
  void aColumnMoreIsAtItsPartyOnly() {
    assertThat(ends(list("a"), list("a"), list("a", "extra")))
        .containsOnly(
            "column 'extra' is at west only: add it at the other parties, or leave it out with"
                + " data.exclude");
  }

  @Test
  void otherKindsAndTermsAreNamedAtEveryParty() {
    ColumnList numbers = new ColumnList(Map.of("is c", NUMBER), "terms");
    assertThat(ends(list("is c"), numbers, list("is c")))
        .containsOnly(
            "column 'is c' is true or false at north and numbers at south: declare one type in"
                + " data.types");
  }

  @Test
  void otherTermsAreNamedAtEveryParty() {
    assertThat(ends(list("a"), list("a"), new ColumnList(Map.of("a", NUMBER), "more")))
        .containsOnly("north computes by terms, and west by more: set the same at all parties");
  }

  @Test
  void decoderIsStrict() {
    byte[] valid = list("a", "is b").encode();
    assertThat(ColumnList.decode(valid)).isEqualTo(list("a", "is b"));
    assertThat(ColumnList.decode(valid).columns().keySet()).containsExactly("a", "is b");
    for (byte[] bad :
        List.of(
            new WireWriter(1).string("t").i32(0).toByteArray(),
            new WireWriter(1).string("t").i32(1).string("a").u8(2).toByteArray(),
            new WireWriter(1)
                .string("t")
                .i32(2)
                .string("a")
                .u8(0)
                .string("a")
                .u8(1)
                .toByteArray())) {
      assertThatThrownBy(() -> ColumnList.decode(bad))
          .isInstanceOf(MalformedMessageException.class);
    }
    DecoderFuzz.run("ColumnList", ColumnList::decode, valid);
  }
}
