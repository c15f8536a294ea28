package dev.tributary.fl.vertical.cipher;

import dev.tributary.fl.training.Parameter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a party was told of the parameters that are some cipher's own.
 *
 * @param given values by the parameter's name, those not told left out
 */
public record CipherKeys(Map<String, Number> given) {
  public CipherKeys {
    given = Map.copyOf(given);
  }

  /**
   * @param told the value of any of {@link Ciphers#keys}; null for none
   */
  public static CipherKeys of(Function<Parameter<?>, Number> told) {
    Map<String, Number> given = new HashMap<>();
    for (Parameter<?> key : Ciphers.keys()) {
      Number value = told.apply(key);
      if (value != null) {
        given.put(key.name(), value);
      }
    }
    return new CipherKeys(given);
  }

  /** The value, the default where none was told; empty where it follows from the training. */
  public <T extends Number> Optional<T> value(Parameter<T> key) {
    Number value = given.get(key.name());
    return Optional.ofNullable(value == null ? key.preset() : key.type().cast(value));
  }
}
