package dev.tributary.fl.training;

import dev.tributary.protocol.FederationException;

/**
 * A parameter of an algorithm, told once: job files, the estimators' Params, manifests and the
 * commented job of {@code conf/} follow it.
 *
 * @param name in job files and manifests, such as {@code learning-rate}
 * @param param name of the estimators' Param, such as {@code stepSize}
 * @param type Integer, Long or Double
 * @param meaning what it is, in a few words
 * @param range which values it may have
 * @param preset the default; null where it follows from the training unless given
 */
public record Parameter<T extends Number>(
    String name, String param, Class<T> type, String meaning, Range range, T preset) {
  /** A whole number. */
  public static Parameter<Integer> whole(
      String name, String param, String meaning, Range range, Integer preset) {
    return new Parameter<>(name, param, Integer.class, meaning, range, preset);
  }

  /** A number. */
  public static Parameter<Double> real(
      String name, String param, String meaning, Range range, Double preset) {
    return new Parameter<>(name, param, Double.class, meaning, range, preset);
  }

  /** What it is and may be, in words. */
  public String words() {
    return meaning + "; " + range.words();
  }

  /** A given value, or the default for null; USER if it is out of range. */
  public T orPreset(T given) {
    if (given != null && !range.contains(given)) {
      throw FederationException.user("%s", refusal(given));
    }
    return given == null ? preset : given;
  }

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public void require(T value) {
    if (!range.contains(value)) {
      throw new IllegalArgumentException(refusal(value));
    }
  }

  private String refusal(T value) {
    return name + " must be " + range.words() + ". Provided value: " + value;
  }
}
