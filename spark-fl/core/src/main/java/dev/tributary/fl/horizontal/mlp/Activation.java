package dev.tributary.fl.horizontal.mlp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a hidden unit makes of its input {@code z}. */
public enum Activation {
  /** {@code 1 / (1 + exp(-z))}, as in MLlib. */
  SIGMOID(4) {
    @Override
    double of(double z) {
      return 1 / (1 + Math.exp(-z));
    }

    @Override
    double slope(double out) {
      return out * (1 - out);
    }
  },
  /** {@code max(0, z)}. */
  RELU(Math.sqrt(2)) {
    @Override
    double of(double z) {
      return Math.max(0, z);
    }

    @Override
    double slope(double out) {
      return out > 0 ? 1 : 0;
    }
  };

  /** Names in job files, the first by default. */
  public static final List<String> NAMES = Arrays.stream(values()).map(Activation::word).toList();

  private final double gain;

  Activation(double gain) {
    this.gain = gain;
  }

  abstract double of(double z);

  /** The derivative, told from the result. */
  abstract double slope(double out);

  /**
   * By what first weights are larger than those of a linear unit, so that signals keep their size
   * from layer to layer (Glorot and Bengio 2010; He et al. 2015).
   */
  double gain() {
    return gain;
  }

  /** Name in job files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** That with a name. */
  public static Activation of(String word) {
    return Choice.of(values(), Activation::word, "activation", word);
  }
}
