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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedColumnsTest {
  private static final List<PartyId> ALL =
      List.of(new PartyId("north"), new PartyId("south"), new PartyId("west"));
  private final InMemoryMailbox mailbox = new InMemoryMailbox();

  private FederatedSession session(PartyId self) {
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
  private List<String> ends(ColumnList... lists) {
    List<CompletableFuture<String>> runs =
        IntStream.range(0, ALL.size())
            .mapToObj(
                p ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            return SharedColumns.agree(session(ALL.get(p)), lists[p]).toString();
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
    List<String> ends = ends(list("a", "b", "c"), list("a", "c"), list("a", "d"));

    assertThat(ends.get(0))
        .isEqualTo(
            "column 'b' is missing at south, west: all parties must have the same columns, by name");
    assertThat(ends.subList(1, 3))
        .allMatch(end -> end.startsWith("column 'b' is missing here, and is at north: "));
  }

  @Test
  void aColumnMoreIsMissingAtTheOthers() {
    List<String> ends = ends(list("a"), list("a"), list("a", "extra"));

    assertThat(ends.get(2)).startsWith("column 'extra' is missing at north, south: ");
    assertThat(ends.get(0)).startsWith("column 'extra' is missing here, and is at west: ");
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
