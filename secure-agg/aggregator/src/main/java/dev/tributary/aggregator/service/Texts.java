package dev.tributary.aggregator.service;

import dev.tributary.protocol.OneLine;

/** Text of a party on its way to another party's screen. */
final class Texts {
  private static final int MAX = 400;

  private Texts() {}

  /** One printable line of bounded length. */
  static String shown(String text) {
    return OneLine.of(text, MAX).strip();
  }
}
