package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.BUREAU;
import static dev.tributary.transport.TestFederation.LENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.transport.proto.Step;
import org.junit.jupiter.api.Test;

class WireStepsTest {
  private static final StepAddress STEP =
      new StepAddress(new RunId("spring-1"), 3, 17, "tree/level-2/sums", LENDER, BUREAU);

  private static Step.Builder wire() {
    return WireSteps.toWire(STEP).toBuilder();
  }

  private static void refused(String run, Step.Builder step) {
    assertThatThrownBy(() -> WireSteps.fromWire(run, step.build()))
        .isInstanceOf(MalformedMessageException.class);
    assertThatThrownBy(() -> WireSteps.fromWire(run, step.build(), 0))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void everyPartOfAnAddressCrosses() {
    assertThat(WireSteps.fromWire("spring-1", wire().build())).isEqualTo(STEP);
    assertThat(WireSteps.fromWire("spring-1", wire().build(), 5)).isEqualTo(STEP.shard(5));
  }

  @Test
  void whatIsNoAddressIsRefused() {
    refused("", wire());
    refused("../spring-1", wire());
    refused("spring-1", wire().setEpoch(-1));
    refused("spring-1", wire().setRound(-1));
    refused("spring-1", wire().setName("../../etc"));
    refused("spring-1", wire().setName(""));
    refused("spring-1", wire().setName("a\nb"));
    refused("spring-1", wire().setFrom("Lender"));
    refused("spring-1", wire().setTo(""));
    refused("spring-1", wire().setTo("lender"));
  }

  @Test
  void shardsAreThoseOfAMessage() {
    int most = MessageAddress.MAX_SHARDS - 1;
    assertThat(WireSteps.fromWire("spring-1", wire().build(), most).shard()).isEqualTo(most);
    for (int shard : new int[] {-1, most + 1}) {
      assertThatThrownBy(() -> WireSteps.fromWire("spring-1", wire().build(), shard))
          .isInstanceOf(MalformedMessageException.class)
          .hasMessageContaining("shard must be 0 to 1048575");
    }
  }
}
