package dev.tributary.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the owner of a failure reads of it, and what everybody else hears. */
class FederationExceptionTest {
  private static final PartyId BUREAU = new PartyId("bureau");
  private static final String PATH = "/data/bank/customers.csv";

  /** A message and a cause as an input or output error brings them. */
  private static FederationException failure(ErrorCode code) {
    return new FederationException(
        code,
        "column 'income' of " + PATH + " on node-7.bank.example: 48,000 is no date",
        new NoSuchFileException(PATH));
  }

  @ParameterizedTest
  @EnumSource
  void theOwnerReadsEverythingAndTheOthersTheCodesOwnLine(ErrorCode code) {
    FederationException failure = failure(code);

    assertThat(failure).hasMessageContaining("income").hasMessageContaining(PATH);
    assertThat(FederationException.reasonForPeers(failure))
        .isEqualTo(FederationException.reasonForPeers(new FederationException(code, "other")))
        .isIn(Arrays.stream(PeerText.values()).map(PeerText::words).toList())
        .isEqualTo(
            switch (code) {
              case USER -> "its own data or configuration was refused; its log has the details";
              case PEER -> "another party had ended the run";
              case RESOURCE ->
                  "a limit, its storage, its network or its operator stopped it; its log has the"
                      + " details";
              case INTERNAL -> "an internal error; its log has the details";
            });
  }

  @ParameterizedTest
  @EnumSource
  void whatAFailureTellsIsOneOfTheKnownLinesWhateverItsMessage(PeerText text) {
    FederationException failure = failure(ErrorCode.RESOURCE).telling(text);

    assertThat(FederationException.reasonForPeers(failure)).isEqualTo(text.words());
    assertThat(
            FederationException.reasonForPeers(failure(ErrorCode.RESOURCE).telling(text, BUREAU)))
        .isEqualTo("bureau: " + text.words());
    assertThat(failure)
        .hasMessage(failure(ErrorCode.RESOURCE).getMessage())
        .hasCauseInstanceOf(NoSuchFileException.class);
    assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE);
    assertThat(failure.told()).contains(text);
    assertThat(text.words()).doesNotContain("%").doesNotContain("\n").isNotBlank();
  }

  @Test
  void aFailureThatTellsMoreKeepsWhereItCameFrom() {
    FederationException failure = failure(ErrorCode.RESOURCE);
    StackTraceElement[] elsewhere = {new StackTraceElement("Disk", "write", "Disk.java", 7)};
    failure.setStackTrace(elsewhere);

    assertThat(failure.telling(PeerText.LIMIT).getStackTrace()).isEqualTo(elsewhere);
  }

  @Test
  void aPartyAtFaultIsNamedAndNothingOfWhatItSent() {
    FederationException failure =
        FederationException.peer(BUREAU, "wants %d rows, this party has %d", 17, 48_000);

    assertThat(failure).hasMessage("bureau: wants 17 rows, this party has 48000");
    assertThat(FederationException.reasonForPeers(failure))
        .isEqualTo(
            "bureau: what it sent or announced was refused; the log of the party that gives up has"
                + " the details");
    assertThat(FederationException.reasonForPeers(failure.telling(PeerText.OTHER_JOB)))
        .isEqualTo("bureau: " + PeerText.OTHER_JOB.words());
  }

  @Test
  void aConditionOfTheJobIsToldInWordsThatHoldForAll() {
    FederationException failure =
        FederationException.agreed(PeerText.NOTHING_TO_TRAIN_ON, "none of %d rows", 48_000);

    assertThat(failure).hasMessage("none of 48000 rows");
    assertThat(failure.code()).isEqualTo(ErrorCode.USER);
    assertThat(FederationException.reasonForPeers(failure))
        .isEqualTo(PeerText.NOTHING_TO_TRAIN_ON.words());
    assertThat(FederationException.isAgreed(new IllegalStateException(failure))).isTrue();
    assertThat(FederationException.isAgreed(failure.telling(PeerText.OTHER_MODEL))).isTrue();
    assertThat(FederationException.isAgreed(FederationException.user("x"))).isFalse();
    assertThat(FederationException.isAgreed(new IllegalStateException("x"))).isFalse();
  }

  @Test
  void theFirstBlameInTheChainOfCausesCounts() {
    FederationException full = FederationException.resource("no space on %s", PATH);
    Throwable wrapped = new IllegalStateException("row of Ann", full);

    assertThat(FederationException.codeOf(wrapped)).isEqualTo(ErrorCode.RESOURCE);
    assertThat(FederationException.reasonForPeers(wrapped)).isEqualTo(PeerText.LIMIT.words());
    assertThat(FederationException.codeOf(new IllegalStateException("row of Ann")))
        .isEqualTo(ErrorCode.INTERNAL);
    assertThat(FederationException.reasonForPeers(new IllegalStateException("row of Ann")))
        .isEqualTo(PeerText.DEFECT.words());
  }

  @Test
  void whatOthersDidCannotBeWhyOnesOwnDataIsRefused() {
    FederationException told = new FederationException(ErrorCode.PEER, "bureau gave up");
    FederationException own = FederationException.user("no column 'age'");
    FederationException limit = FederationException.resource("no space");

    assertThat(FederationException.first(told, own)).isSameAs(own);
    assertThat(FederationException.first(told, limit)).isSameAs(told);
  }

  @Test
  void aMessageIsOneLineWhoeverWroteIt() {
    assertThat(FederationException.resource("no space\n  on \u001b[2J%s\r\n", "disk\u2028one"))
        .hasMessage("no space on [2Jdisk one ");
  }
}
