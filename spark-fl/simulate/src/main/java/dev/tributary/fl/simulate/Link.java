package dev.tributary.fl.simulate;

import dev.tributary.protocol.FederationException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network between a party and the aggregator.
 *
 * @param bytesPerSecond in each direction, shared by all connections of the party
 * @param delay of a byte on its way in one direction: half the round trip
 */
public record Link(double bytesPerSecond, Duration delay) {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)mbps,([0-9]{1,5})ms");

  /**
   * Reads a link such as {@code 100mbps,50ms}: megabits a second in each direction, and the round
   * trip.
   */
  public static Link parse(String text) {
    Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT).replace(" ", ""));
    if (!matcher.matches() || Double.parseDouble(matcher.group(1)) <= 0) {
      throw FederationException.user(
          "--link must be a rate and a round trip, such as 100mbps,50ms. Provided value: %s", text);
    }
    double bytesPerSecond = Double.parseDouble(matcher.group(1)) * 1e6 / 8;
    return new Link(
        bytesPerSecond, Duration.ofMillis(Long.parseLong(matcher.group(2))).dividedBy(2));
  }

  /** Nanoseconds that bytes occupy the link. */
  long occupied(int bytes) {
    return (long) (bytes / bytesPerSecond * 1e9);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.4gmbps,%dms", bytesPerSecond * 8 / 1e6, delay.multipliedBy(2).toMillis());
  }
}
