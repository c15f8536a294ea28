package dev.tributary.aggregator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.aggregator.quota.Allotment;
import dev.tributary.aggregator.quota.Limits;
import dev.tributary.aggregator.quota.Shares;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import io.grpc.Context;
import io.grpc.Metadata;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes of messages that are not whole, counted to the limit and given back. */
class ArrivingBytesTest {
  private final Allotment share =
      new Shares(Limits.of().arriving(100).build(), Duration.ZERO, Clock.systemUTC())
          .of(new PartyId("lender"))
          .arriving();
  private final List<FederationException> refusals = new ArrayList<>();

  private static ArrivingBytes ofACall() {
    return (ArrivingBytes) ArrivingBytes.factory().newServerStreamTracer("call", new Metadata());
  }

  private ArrivingBytes counting() {
    ArrivingBytes bytes = ofACall();
    bytes.count(share, refusals::add);
    return bytes;
  }

  @Test
  void eachCallHasItsOwnInItsContext() throws Exception {
    ArrivingBytes bytes = ofACall();

    assertThat(bytes.filterContext(Context.ROOT).call(ArrivingBytes::current)).isSameAs(bytes);
    assertThat(ofACall()).isNotSameAs(bytes);
  }

  @Test
  void nothingIsCountedBeforeACallIsLetIn() {
    ArrivingBytes bytes = ofACall();
    bytes.inboundWireSize(1000);
    bytes.count(share, refusals::add);

    assertThat(share.used()).isZero();
    bytes.inboundWireSize(7);
    assertThat(share.used()).isEqualTo(7);
  }

  @Test
  void theNextMessageAndTheEndGiveBackWhatTheLastOneTook() {
    ArrivingBytes bytes = counting();
    bytes.inboundWireSize(30);
    bytes.inboundWireSize(30);
    assertThat(share.used()).isEqualTo(60);
    bytes.inboundMessage(1);
    assertThat(share.used()).isZero();
    bytes.inboundWireSize(10);

    bytes.end();
    bytes.end();
    bytes.inboundWireSize(10);

    assertThat(share.used()).isZero();
    assertThat(refusals).isEmpty();
  }

  @Test
  void oneByteTooMuchEndsTheCallOnce() {
    ArrivingBytes other = counting();
    other.inboundWireSize(60);
    ArrivingBytes bytes = counting();
    bytes.inboundWireSize(40);
    assertThat(refusals).isEmpty();

    bytes.inboundWireSize(1);
    bytes.inboundWireSize(1);

    assertThat(refusals)
        .singleElement()
        .extracting(Throwable::getMessage)
        .asString()
        .endsWith("raise per-party.arriving there");
    assertThat(share.used()).as("the other call's").isEqualTo(60);
  }
}
