package dev.tributary.fl.vertical.cipher;

import dev.tributary.fl.training.Parameter;
import java.util.List;

/**
 * A way to hide the sums over the label party's gradients. One that has a single mode is its own
 * {@link Protection}.
 */
public interface Cipher {
  /** Its word in jobs, such as {@code paillier}: the key {@code cipher}. */
  String name();

  /**
   * Its modes: that of a job which names no membership, and the other one where there is one, which
   * differs from it in {@link Protection#hidesMembership}.
   */
  List<Protection> protections();

  /** Parameters of its own; a job with a cipher that has no such parameter must not give it. */
  default List<Parameter<?>> keys() {
    return List.of();
  }

  /** The mode of a job that names none. */
  default Protection preset() {
    return protections().get(0);
  }
}
