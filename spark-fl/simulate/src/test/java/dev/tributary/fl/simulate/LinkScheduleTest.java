package dev.tributary.fl.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LinkScheduleTest {
  /** A byte takes a microsecond. */
  private static final Link LINK = Link.parse("8mbps,0ms");

  private final LinkSchedule schedule = new LinkSchedule(LINK, 0);

  @Test
  void chunksFollowOneAnother() {
    assertThat(schedule.last(0, 1000, false)).isEqualTo(1_000_000);
    assertThat(schedule.last(0, 500, false)).isEqualTo(1_500_000);
  }

  @Test
  void anIdleLinkIsFreeAtOnceAndSavesNothingUp() {
    schedule.last(0, 1000, false);
    assertThat(schedule.last(5_000_000, 1000, false)).isEqualTo(6_000_000);
  }

  @Test
  void bytesThatWaitedLoseNothingByALateThread() {
    schedule.last(0, 1000, false);
    assertThat(schedule.last(1_900_000, 1000, true)).isEqualTo(2_000_000);
  }

  @Test
  void aReceiverThatHeldTheLinkUpIsNotMadeUpFor() {
    schedule.last(0, 1000, false);
    assertThat(schedule.last(1_000_000_000, 1000, true)).isEqualTo(981_000_000);
  }
}
