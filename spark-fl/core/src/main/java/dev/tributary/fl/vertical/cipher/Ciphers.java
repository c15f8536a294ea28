package dev.tributary.fl.vertical.cipher;

import dev.tributary.fl.training.Parameter;
import dev.tributary.protocol.FederationException;
import java.util.List;

/** The ciphers of this release, one entry each. */
public final class Ciphers {
  /** That of a job or of an estimator which names none. */
  public static final Cipher DEFAULT = new LatticeCipher();

  private static final List<Cipher> ALL = List.of(new PlainCipher(), new PaillierCipher(), DEFAULT);

  private Ciphers() {}

  /** All of them. */
  public static List<Cipher> all() {
    return ALL;
  }

  /** All of them in all their modes. */
  public static List<Protection> protections() {
    return ALL.stream().flatMap(cipher -> cipher.protections().stream()).toList();
  }

  /** Words that {@link #named} takes. */
  public static List<String> names() {
    return ALL.stream().map(Cipher::name).toList();
  }

  /** Suites that {@link #protection} takes, in alphabetical order. */
  public static List<String> suites() {
    return protections().stream().map(Protection::suite).sorted().toList();
  }

  /** Parameters that only some ciphers have. */
  public static List<Parameter<?>> keys() {
    return ALL.stream().<Parameter<?>>flatMap(cipher -> cipher.keys().stream()).distinct().toList();
  }

  /** Words of the ciphers that have a parameter of {@link #keys}. */
  public static List<String> having(Parameter<?> key) {
    return ALL.stream().filter(cipher -> cipher.keys().contains(key)).map(Cipher::name).toList();
  }

  /** By its word in a job; USER for one that is none of {@link #names}. */
  public static Cipher named(String name) {
    return ALL.stream()
        .filter(cipher -> cipher.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                FederationException.user(
                    "cipher must be one of %s. Provided value: %s",
                    String.join(", ", names()), name));
  }

  /** By its suite; USER for one that is none of {@link #suites}. */
  public static Protection protection(String suite) {
    return protections().stream()
        .filter(protection -> protection.suite().equals(suite))
        .findFirst()
        .orElseThrow(
            () ->
                FederationException.user(
                    "cipher must be one of %s, or the suite of a map given with setLinearMap."
                        + " Provided value: %s",
                    suites(), suite));
  }
}
