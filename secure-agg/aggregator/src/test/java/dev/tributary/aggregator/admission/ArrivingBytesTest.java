package dev.tributary.aggregator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.aggregator.quota.Allotment;
import dev.tributary.aggregator.quota.Limits;
import dev.tributary.aggregator.quota.Shares;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.proto.MailboxGrpc;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
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
    return of(MailboxGrpc.getCommitMethod());
  }

  private static ArrivingBytes of(MethodDescriptor<?, ?> method) {
    return (ArrivingBytes)
        ArrivingBytes.factory().newServerStreamTracer(method.getFullMethodName(), new Metadata());
  }

  private ArrivingBytes counting() {
    return counting(MailboxGrpc.getCommitMethod());
  }

  private ArrivingBytes counting(MethodDescriptor<?, ?> method) {
    ArrivingBytes bytes = of(method);
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
  void inAStreamTheNextMessageAndTheEndGiveBackWhatTheLastOneTook() {
    ArrivingBytes bytes = counting(MailboxGrpc.getPutMethod());
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

  /** A call of one message keeps it while its client may yet send another. */
  @Test
  void whereNoStreamIsTheHeadOfASecondMessageGivesNothingBack() {
    ArrivingBytes bytes = counting();
    bytes.inboundWireSize(60);

    bytes.inboundMessage(1);

    assertThat(share.used()).isEqualTo(60);
    bytes.end();
    assertThat(share.used()).isZero();
  }

  @Test
  void callsThatBringNothingForOthersAreShort() {
    Allotment much =
        new Shares(Limits.of().arriving(1 << 20).build(), Duration.ZERO, Clock.systemUTC())
            .of(new PartyId("lender"))
            .arriving();
    for (MethodDescriptor<?, ?> method : MailboxGrpc.getServiceDescriptor().getMethods()) {
      ArrivingBytes bytes = of(method);
      bytes.count(much, refusals::add);
      bytes.inboundWireSize(1 << 16);
      assertThat(refusals).as(method.getFullMethodName()).isEmpty();

      bytes.inboundWireSize(1);

      if (method.getBareMethodName().matches("Put|Commit")) {
        assertThat(refusals).as(method.getFullMethodName()).isEmpty();
      } else {
        assertThat(refusals)
            .as(method.getFullMethodName())
            .singleElement()
            .extracting(Throwable::getMessage)
            .isEqualTo("a message of this call has 65536 bytes at most; this one has more");
      }
      refusals.clear();
      bytes.end();
      assertThat(much.used()).as(method.getFullMethodName()).isZero();
    }
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
