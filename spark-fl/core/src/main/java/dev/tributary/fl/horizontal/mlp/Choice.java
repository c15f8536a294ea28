package dev.tributary.fl.horizontal.mlp;

import java.util.Arrays;
import java.util.function.Function;

/** One of a few words. */
final class Choice {
  private Choice() {}

  static <T> T of(T[] all, Function<T, String> word, String name, String given) {
    return Arrays.stream(all)
        .filter(one -> word.apply(one).equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name
                        + " must be one of "
                        + Arrays.stream(all).map(word).toList()
                        + ". Provided value: "
                        + given));
  }
}
