package dev.tributary.aggregator.service;

/** Text of a party on its way to another party's screen. */
final class Texts {
  private static final int MAX = 400;

  private Texts() {}

  /** One printable line of bounded length. */
  static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= MAX ? line : line.substring(0, MAX) + "...";
  }
}
