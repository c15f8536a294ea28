package dev.tributary.fl.training;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Which numbers a parameter may be, and how that is said. */
public sealed interface Range extends Serializable {
  /** Whether a number is one of them; never NaN. */
  boolean contains(Number value);

  /** In words that follow "must be". */
  String words();

  /** From a number to another, both included. */
  static Range between(double least, double most) {
    return new Between(least, most);
  }

  /** Above a number, and at most another. */
  static Range above(double bound, double most) {
    return new Above(bound, most);
  }

  /** One of a few whole numbers. */
  static Range oneOf(long... values) {
    return new OneOf(LongStream.of(values).boxed().toArray(Long[]::new));
  }

  /** Any whole number. */
  static Range any() {
    return new Any();
  }

  /** See {@link Range#between}. */
  record Between(double least, double most) implements Range {
    @Override
    public boolean contains(Number value) {
      return value.doubleValue() >= least && value.doubleValue() <= most;
    }

    @Override
    public String words() {
      return text(least) + " to " + text(most);
    }
  }

  /** See {@link Range#above}. */
  record Above(double bound, double most) implements Range {
    @Override
    public boolean contains(Number value) {
      return value.doubleValue() > bound && value.doubleValue() <= most;
    }

    @Override
    public String words() {
      return "above " + text(bound) + " and at most " + text(most);
    }
  }

  /** See {@link Range#oneOf}. */
  @SuppressWarnings("ArrayRecordComponent")
  record OneOf(Long[] values) implements Range {
    @Override
    public boolean contains(Number value) {
      return Arrays.asList(values).contains(value.longValue());
    }

    @Override
    public String words() {
      return "one of "
          + Arrays.stream(values).map(String::valueOf).collect(Collectors.joining(", "));
    }
  }

  /** See {@link Range#any}. */
  record Any() implements Range {
    @Override
    public boolean contains(Number value) {
      return true;
    }

    @Override
    public String words() {
      return "a whole number";
    }
  }

  private static String text(double number) {
    if (number != Math.rint(number)) {
      return String.valueOf(number);
    }
    double power = Math.rint(Math.log10(number));
    return number > 1e6 && number == Math.pow(10, power)
        ? "1e" + (long) power
        : String.valueOf((long) number);
  }
}
