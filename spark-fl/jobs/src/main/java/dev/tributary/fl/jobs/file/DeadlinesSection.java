package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.protocol.FederationException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a party waits before it gives up with an error that names whom it waited for. Written as
 * a number and s, m or h: {@code 90s}, {@code 10m}, {@code 2h}.
 *
 * @param start until all parties have joined
 * @param step for one message of a peer
 * @param rejoin until a party that was lost is started again; null where a run that lost one is not
 *     gone on with
 */
public record DeadlinesSection(
    @JsonProperty("start") String start,
    @JsonProperty("step") String step,
    @JsonProperty("rejoin") String rejoin) {
  /** The job may be another organisation's. */
  private static final Duration LONGEST = Duration.ofDays(3);

  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,6})(s|m|h)");

  public DeadlinesSection {
    start = Rules.orElse(start, "10m");
    step = Rules.orElse(step, "30m");
    duration("start", start);
    duration("step", step);
    if (rejoin != null) {
      duration("rejoin", rejoin);
    }
  }

  /** Of a job that says nothing of the third. */
  public DeadlinesSection(String start, String step) {
    this(start, step, null);
  }

  public Duration startDuration() {
    return duration("start", start);
  }

  public Optional<Duration> rejoinDuration() {
    return Optional.ofNullable(rejoin).map(text -> duration("rejoin", text));
  }

  public Duration stepDuration() {
    return duration("step", step);
  }

  private static Duration duration(String key, String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw FederationException.user(
          "%s must be a number and s, m or h, such as 90s. Provided value: %s", key, text);
    }
    long number = Long.parseLong(matcher.group(1));
    Duration duration =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        };
    if (duration.compareTo(LONGEST) > 0) {
      throw FederationException.user(
          "%s must be at most 72h: a party that waits holds its cluster. Provided value: %s",
          key, text);
    }
    return duration;
  }
}
