package dev.tributary.fl.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Which way predictions may move as a feature grows, all others being the same. */
public enum Direction {
  @JsonProperty("increasing")
  INCREASING(1),
  @JsonProperty("decreasing")
  DECREASING(-1);

  private final int sign;

  Direction(int sign) {
    this.sign = sign;
  }

  /** 1 or -1. */
  public int sign() {
    return sign;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
