package dev.tributary.aggregator.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import io.grpc.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counting to a limit and not beyond, and giving back. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PartyShareTest {
  private static final PartyId LENDER = new PartyId("lender");

  private static PartyShare share(PartyLimits limits, Duration quotaWait) {
    return new Shares(limits, quotaWait, Clock.systemUTC()).of(LENDER);
  }

  @Test
  void aPartyHasOneShareAndOthersHaveTheirs() {
    Shares shares = new Shares(PartyLimits.defaults(), Duration.ZERO, Clock.systemUTC());
    shares.of(LENDER).calls().take();

    assertThat(shares.of(new PartyId("lender")).calls().used()).isEqualTo(1);
    assertThat(shares.of(new PartyId("bureau")).calls().used()).isZero();
    assertThat(shares.limits()).isEqualTo(PartyLimits.defaults());
  }

  @Test
  void aLimitIsReachedAndNotExceeded() {
    Allotment arriving = share(Limits.of().arriving(10).build(), Duration.ZERO).arriving();
    arriving.take(10);

    assertThatThrownBy(() -> arriving.take(1))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE))
        .hasMessage(
            "lender has as many bytes on their way at the aggregator as one party may (10): let"
                + " some end first, or raise per-party.arriving there");
    assertThat(arriving.used()).isEqualTo(10);
    arriving.give(4);
    arriving.take(4);
    assertThatThrownBy(() -> arriving.take(Long.MAX_VALUE)).hasMessageContaining("arriving");
  }

  @Test
  void aPermitGivesBackOnce() {
    Allotment calls = share(Limits.of().calls(2).build(), Duration.ZERO).calls();
    Permit first = calls.take();
    calls.take();

    first.close();
    first.close();

    assertThat(calls.used()).isEqualTo(1);
  }

  @Test
  void eachHourHasItsOwnRecords() {
    Instant[] now = {Instant.parse("2026-01-01T10:59:59.999Z")};
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now[0];
          }
        };
    HourlyRecords records =
        new Shares(Limits.of().records(3).build(), Duration.ZERO, clock).of(LENDER).records();
    records.count(2);
    assertThatThrownBy(() -> records.count(2)).hasMessageContaining("2 lines");
    records.count(1);
    assertThatThrownBy(() -> records.count(1)).hasMessageContaining("raise per-party.records");
    now[0] = now[0].plusMillis(1);

    records.count(3);

    assertThatThrownBy(() -> records.count(1)).hasMessageContaining("3 lines");
  }

  @Test
  void roomIsTakenAndGivenBack() {
    Stored stored = share(Limits.of().stored(100).pieces(2).build(), Duration.ZERO).stored();
    stored.reserveFile();
    stored.reserve(60);
    stored.reserveFile();
    stored.reserve(40);

    assertThatThrownBy(() -> stored.reserve(1)).hasMessageContaining("100 bytes of at most 100");
    assertThatThrownBy(stored::reserveFile).hasMessageContaining("per-party.pieces");
    stored.release(60);
    assertThat(stored.bytes()).isEqualTo(40);
    assertThat(stored.files()).isEqualTo(1);
    stored.restore(500);
    assertThat(stored.bytes()).isEqualTo(540);
    assertThat(stored.files()).isEqualTo(2);
  }

  @Test
  void aPutWaitsForRoomAndTakesAPlaceAmongThoseThatWait() throws Exception {
    PartyShare share = share(Limits.of().stored(100).waits(1).build(), Duration.ofMinutes(1));
    share.stored().reserveFile();
    share.stored().reserve(100);
    FutureTask<Void> put = new FutureTask<>(() -> share.stored().reserve(30), null);
    new Thread(put).start();
    while (share.waits().used() == 0) {
      Thread.onSpinWait();
    }

    assertThatThrownBy(() -> share.stored().reserve(1)).hasMessageContaining("per-party.waits");
    share.stored().release(100);
    put.get();

    assertThat(share.stored().bytes()).isEqualTo(30);
    assertThat(share.waits().used()).isZero();
  }

  @Test
  void whatIsReleasedWakesWhoWaitsForRoom() throws Exception {
    PartyShare share = share(Limits.of().stored(100).build(), Duration.ofMinutes(10));
    share.stored().reserveFile();
    share.stored().reserve(100);
    WaitingCall<Void> put =
        new WaitingCall<>(
            share.stored(),
            () -> {
              share.stored().reserve(30);
              return null;
            });

    assertThat(put.isWokenBy(() -> share.stored().release(100))).isTrue();
    put.outcome();
    assertThat(share.stored().bytes()).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 20})
  void whoFindsNoRoomInTimeIsRefused(long millis) {
    PartyShare share = share(Limits.of().stored(100).build(), Duration.ofMillis(millis));
    share.stored().reserve(100);

    long start = System.nanoTime();
    assertThatThrownBy(() -> share.stored().reserve(1))
        .hasMessageContaining("nothing was released");
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo((millis - 2) * 1_000_000);
    assertThat(share.waits().used()).isZero();
  }

  /** Without this a connection that breaks again and again takes all places of its party. */
  @Test
  void whoseCallIsBrokenOffWaitsNoLonger() {
    PartyShare share = share(Limits.of().stored(100).build(), Duration.ofMinutes(10));
    share.stored().reserve(100);
    Context.CancellableContext call = Context.ROOT.withCancellation();
    CompletableFuture<Void> put =
        CompletableFuture.runAsync(call.wrap(() -> share.stored().reserve(1)));
    while (share.waits().used() == 0) {
      Thread.onSpinWait();
    }

    call.cancel(null);

    assertThatThrownBy(put::join).hasMessageContaining("the call was broken off while it waited");
    assertThat(share.waits().used()).isZero();
  }

  @Test
  void whoIsInterruptedStops() {
    PartyShare share = share(Limits.of().stored(100).build(), Duration.ofMinutes(10));
    share.stored().reserve(100);

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> share.stored().reserve(1))
        .hasMessage("the aggregator is shutting down");
    assertThat(Thread.interrupted()).isTrue();
  }
}
