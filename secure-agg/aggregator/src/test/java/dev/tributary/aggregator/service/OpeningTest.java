package dev.tributary.aggregator.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.transport.proto.OpenRequest;
import dev.tributary.transport.proto.PeersReply;
import dev.tributary.transport.proto.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How parties come into a run, and what is refused on the way. */
class OpeningTest {
  private static final List<String> BOTH = List.of("bureau", "lender");
  private static final Step STEP = PlayedParty.step("sums", "lender", "bureau");

  @TempDir private Path folder;
  private LocalMailbox mailbox;
  private PlayedParty lender;
  private PlayedParty bureau;

  @BeforeEach
  void open() {
    mailbox = new LocalMailbox(folder, PartyLimits.defaults());
    lender = mailbox.driver("lender");
    bureau = mailbox.driver("bureau");
  }

  @AfterEach
  void close() {
    mailbox.close();
  }

  @Test
  void aRunIsOpenedByOneOfItsParties() {
    assertThat(mailbox.driver("mallory").open("spring", BOTH).refusal())
        .contains(
            "mallory is not a party of run spring, which names [bureau, lender]: use the"
                + " certificate of one of them");
    assertThat(mailbox.sessions().all()).isEmpty();
  }

  @Test
  void whatNamesARunHasItsBounds() {
    assertOpens(lender.opening("a".repeat(64), BOTH), true);
    assertOpens(lender.opening("a".repeat(65), BOTH), false);
    assertOpens(lender.opening("", BOTH), false);
    assertOpens(lender.opening("../up", BOTH), false);
    assertOpens(lender.opening("two", BOTH), true);
    assertOpens(lender.opening("one", List.of("lender")), false);
    assertOpens(lender.opening("twice", List.of("lender", "lender")), false);
    assertOpens(lender.opening("most", parties(100)), true);
    assertOpens(lender.opening("more", parties(101)), false);
    assertOpens(lender.opening("odd", List.of("lender", "No Party")), false);
    assertOpens(lender.opening("short", BOTH).setInstance(bytes(15)), false);
    assertOpens(lender.opening("long", BOTH).setInstance(bytes(17)), false);
    assertOpens(lender.opening("hash", BOTH).setJobSha256("ab".repeat(31)), false);
    assertOpens(lender.opening("upper", BOTH).setJobSha256("AB".repeat(32)), false);
  }

  private void assertOpens(OpenRequest.Builder request, boolean expected) {
    int before = mailbox.sessions().all().size();
    FuzzedAnswer<?> answer = lender.open(request.build());
    assertThat(answer.refusal().isEmpty()).as(request.toString()).isEqualTo(expected);
    if (!expected) {
      assertThat(answer.refusal())
          .get()
          .asString()
          .startsWith("the aggregator refused a malformed message: ");
    }
    assertThat(mailbox.sessions().all()).hasSize(before + (expected ? 1 : 0));
    mailbox.sessions().all().forEach(run -> lender.abort(run.run().value(), "next"));
  }

  private static List<String> parties(int count) {
    return IntStream.range(0, count).mapToObj(i -> i == 0 ? "lender" : "p" + i).toList();
  }

  @Test
  void aPartyIntroducesItselfOnce() {
    String run = lender.open("spring", BOTH).reply().getRun();
    lender.introduce(run, "key 1").reply();
    lender.introduce(run, "key 1").reply();

    assertThat(lender.introduce(run, "key 2").refusal())
        .contains("lender: introduced itself twice");
    bureau.open("spring", BOTH).reply();
    bureau.introduce(run, "key 3").reply();
    assertThat(lender.introduce(run, "key 2").refusal())
        .contains("lender: introduced itself twice");
    assertThat(bureau.peers(run).reply().getIntroductionsMap())
        .containsOnly(
            Map.entry("lender", ByteString.copyFromUtf8("key 1")),
            Map.entry("bureau", ByteString.copyFromUtf8("key 3")));
  }

  @Test
  void introductionsHaveTheirBounds() {
    String run = lender.open("spring", BOTH).reply().getRun();

    assertThat(lender.introduce(run, bytes(0)).refusal())
        .get()
        .asString()
        .endsWith("must have 1 to 32768 bytes. Provided value: 0");
    assertThat(lender.introduce(run, bytes((1 << 15) + 1)).refusal())
        .get()
        .asString()
        .endsWith("Provided value: 32769");
    lender.introduce(run, bytes(1 << 15)).reply();
  }

  @Test
  void nobodySeesIntroductionsBeforeAllAreThere() {
    String run = lender.open("spring", BOTH).reply().getRun();
    lender.introduce(run, "key 1").reply();

    PeersReply early = lender.peers(run).reply();
    assertThat(early.getMissingList()).containsExactly("bureau");
    assertThat(early.getIntroductionsMap()).isEmpty();
    assertThat(bureau.peers(run).reply().getIntroductionsMap()).isEmpty();
  }

  @Test
  void nothingIsSentBeforeAllAreThere() {
    String run = lender.open("spring", BOTH).reply().getRun();
    lender.introduce(run, "key 1").reply();

    String awaits = "run " + run + " still awaits parties";
    assertThat(lender.put(run, STEP, 0, "x").refusal()).contains(awaits);
    assertThat(lender.commit(run, STEP, "x").refusal()).contains(awaits);
    assertThat(lender.commit(run, STEP, "x", "piece").refusal()).contains(awaits);
    assertThat(bureau.await(run, STEP, 0).refusal()).contains(awaits);
    assertThat(bureau.fetch(run, STEP, 0, 0).refusal()).contains(awaits);
    assertThat(bureau.release(run, STEP).refusal()).contains(awaits);
    assertThat(lender.finish(run).refusal()).contains(awaits);
    assertThat(mailbox.stored(run)).isEmpty();
  }

  @Test
  void aProcessThatComesAgainWhileOthersAreAwaitedTakesItsOwnPlace() {
    String run = lender.open("spring", BOTH).reply().getRun();
    lender.introduce(run, "key 1").reply();

    assertThat(lender.restarted().open("spring", BOTH).reply().getRun()).isEqualTo(run);
    assertThat(bureau.peers(run).reply().getMissingList()).containsExactly("bureau", "lender");
  }

  @Test
  void aProcessThatAsksAgainKeepsItsActiveRun() {
    String run = PlayedParty.activate("spring", lender, bureau);

    assertThat(lender.open("autumn", BOTH).reply().getRun()).isNotEqualTo(run);
    assertThat(lender.open("spring", BOTH).reply().getRun()).isNotEqualTo(run);
    assertThat(lender.status("spring").reply().getRuns(0).getState()).isEqualTo("active");
    assertThat(lender.restarted().open("spring", BOTH).reply().getRun()).isNotEqualTo(run);
    assertThat(bureau.await(run, STEP, 0).refusal())
        .contains("lender was started again while the run was under way: start all parties again");
  }

  @Test
  void partnersWhoseJobsNameOtherPartiesAreBothTold() {
    String run = lender.open("spring", BOTH).reply().getRun();

    String differ =
        "job files differ: bureau names the parties [bureau, lender, registry], others of run"
            + " spring name [bureau, lender]: use the same job file everywhere";
    assertThat(bureau.open("spring", List.of("bureau", "lender", "registry")).refusal())
        .contains(differ);
    assertThat(lender.peers(run).refusal()).contains(differ);
  }

  private static ByteString bytes(int count) {
    return ByteString.copyFrom(new byte[count]);
  }
}
