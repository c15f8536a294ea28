package dev.tributary.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Sizes, durations, counts and addresses, each to its bounds. */
class QuantitiesTest {
  @Test
  void sizesHaveTheirUnits() {
    assertThat(Quantities.bytes("7")).isEqualTo(7);
    assertThat(Quantities.bytes("7B")).isEqualTo(7);
    assertThat(Quantities.bytes("7 KB")).isEqualTo(7L << 10);
    assertThat(Quantities.bytes("7MB")).isEqualTo(7L << 20);
    assertThat(Quantities.bytes("7GB")).isEqualTo(7L << 30);
    assertThat(Quantities.bytes("7TB")).isEqualTo(7L << 40);
    for (String bad : new String[] {"", "MB", "-1MB", "1.5MB", "7kb", "7PB", "7MB 8MB"}) {
      refused(() -> Quantities.bytes(bad), "must be a size such as 512MB or 64GB");
    }
    refused(() -> Quantities.bytes("999999999999999TB"), "size is too large");
  }

  @Test
  void timesHaveTheirUnits() {
    assertThat(Quantities.duration("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(Quantities.duration("30 s")).isEqualTo(Duration.ofSeconds(30));
    assertThat(Quantities.duration("10m")).isEqualTo(Duration.ofMinutes(10));
    assertThat(Quantities.duration("24h")).isEqualTo(Duration.ofDays(1));
    assertThat(Quantities.duration("7d")).isEqualTo(Duration.ofDays(7));
    for (String bad : new String[] {"", "s", "30", "-1s", "1.5h", "7w"}) {
      refused(() -> Quantities.duration(bad), "must be a time such as 500ms");
    }
    refused(() -> Quantities.duration("999999999999999d"), "time is too long");
  }

  @Test
  void countsAreOneToAMillion() {
    for (int good : new int[] {1, 9, 10, 999_999, 1_000_000}) {
      assertThat(Quantities.count("" + good)).isEqualTo(good);
    }
    for (String bad : new String[] {"", "0", "-1", "01", "1000001", "9999999", "1 ", "many"}) {
      refused(() -> Quantities.count(bad), "must be a whole number of 1 to 1000000");
    }
  }

  @Test
  void addressesHaveAHostAndAPort() {
    assertThat(ListenAddress.parse("0.0.0.0:0")).isEqualTo(new ListenAddress("0.0.0.0", 0));
    assertThat(ListenAddress.parse("h:65535")).isEqualTo(new ListenAddress("h", 65535));
    assertThat(ListenAddress.parse("[::1]:9440")).isEqualTo(new ListenAddress("::1", 9440));
    assertThat(ListenAddress.parse("127.0.0.1:9440").socketAddress().getPort()).isEqualTo(9440);
    for (String bad : new String[] {"h:65536", "h:-1", ":9440", " :9440", "9440"}) {
      refused(
          () -> ListenAddress.parse(bad), "address must be host:port with a port of 0 to 65535");
    }
    for (String bad : new String[] {"h:", "h", "h:port"}) {
      refused(() -> ListenAddress.parse(bad), "address must be host:port. Provided value: " + bad);
    }
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
