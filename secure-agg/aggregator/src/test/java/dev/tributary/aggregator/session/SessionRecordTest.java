package dev.tributary.aggregator.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.fuzz.DecoderCoverage;
import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionRecordTest {
  private static final SessionRecord RECORD =
      new SessionRecord(
          "job",
          new RunId("job-1"),
          "ab".repeat(32),
          RunState.ACTIVE,
          "",
          true,
          3,
          1_000L,
          new LossRule(2, List.of(new PartyId("lender"))).comingBack(),
          List.of(
              new SessionRecord.SavedMember(
                  new PartyId("lender"),
                  true,
                  new byte[16],
                  new byte[32],
                  new byte[90],
                  false,
                  5L)));

  @Test
  void readsWhatWasWritten() {
    SessionRecord read = SessionRecord.decode(RECORD.encode());
    assertThat(read).usingRecursiveComparison().isEqualTo(RECORD);
  }

  @Test
  void aFlagIsZeroOrOne() {
    byte[] bytes = RECORD.encode();
    int finished = bytes.length - 1 - Long.BYTES;
    bytes[finished] = 1;
    assertThat(SessionRecord.decode(bytes).members().get(0).finished()).isTrue();
    bytes[finished] = 2;

    assertThatThrownBy(() -> SessionRecord.decode(bytes))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage("flag must be 0 or 1. Provided value: 2");
  }

  @Test
  void nothingFollowsTheLastMember() {
    byte[] bytes = RECORD.encode();

    assertThatThrownBy(() -> SessionRecord.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void standsForeignBytes() {
    DecoderFuzz.run("SessionRecord", SessionRecord::decode, RECORD.encode());
  }

  @Test
  void everyDecoderIsFuzzed() {
    assertThat(DecoderCoverage.missing()).isEmpty();
  }
}
