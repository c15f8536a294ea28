package dev.tributary.fl.spark.align;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How an id may be written that other parties write otherwise, or that may be no id at all. */
public enum IdShape {
  /** Digits, of which the first is a zero. */
  LEADING_ZERO(1, "begin with a zero and others of other lengths do not") {
    @Override
    boolean fits(String text) {
      return text.length() > 1 && text.charAt(0) == '0' && digits(text);
    }
  },
  /** A whole number as a column of fractions writes it. */
  POINT_ZERO(2, "end in .0, as whole numbers do that went through a column of fractions") {
    @Override
    boolean fits(String text) {
      return FRACTION.matcher(text).matches();
    }
  },
  /** With characters that nobody sees. */
  INVISIBLE(4, "hold characters that cannot be seen, such as zero-width spaces") {
    @Override
    boolean fits(String text) {
      return text.codePoints().anyMatch(IdShape::unseen);
    }
  },
  /** With characters that stand for others: full width, other hyphens and quotes, dotted I. */
  UNUSUAL(8, "hold apostrophes, hyphens, digits or letters that look like others") {
    @Override
    boolean fits(String text) {
      return text.charAt(0) == '\''
          || (!ascii(text) && (!composed(text) || LOOK_ALIKE.matcher(text).find()));
    }
  },
  /** A word that tools write where there is nothing. */
  NO_ID(16, "are words that tools write for a missing value") {
    @Override
    boolean fits(String text) {
      return NONE.contains(text.toLowerCase(Locale.ROOT));
    }
  },
  /**
   * Those of {@link #LEADING_ZERO} where all ids of digits have one length, so that they belong.
   */
  PADDED(32, "begin with a zero, which a party that stores ids as numbers has lost") {
    @Override
    boolean fits(String text) {
      return false; // Only all ids together say which of the two it is.
    }
  },
  /**
   * A long number as a spreadsheet writes it. One without sign and point may be a part of a hash.
   */
  EXPONENT(64, "are numbers with an exponent, as spreadsheets write long ones") {
    @Override
    boolean fits(String text) {
      return ROUNDED.matcher(text).matches();
    }
  },
  /** Digits in groups, as amounts and telephone numbers are written; no fraction and no date. */
  PUNCTUATED(128, "are digits with other characters between or before them") {
    @Override
    boolean fits(String text) {
      return GROUPED.matcher(text).matches() && !PLAIN.matcher(text).matches();
    }
  };

  private static final Pattern FRACTION = Pattern.compile("[+-]?\\d+\\.0+");

  private static final Pattern ROUNDED =
      Pattern.compile("[+-]?(\\d+([.,]\\d+)?[eE][+-]\\d+|\\d+[.,]\\d+[eE]\\d+)");

  /** Spaces alone are told of as white space. */
  private static final Pattern GROUPED =
      Pattern.compile("(?=.*\\d)(?=.*[,.+()/-])[+(\\d][\\d,.+()/ -]*");

  /** A number with a fraction, and a date as data.types: string writes it. */
  private static final Pattern PLAIN = Pattern.compile("\\+?\\d+\\.\\d+|\\d{4}-\\d{2}(-\\d{2})?");

  /** Dashes, quotes and primes but the plain ones, digits of other scripts, i with two dots. */
  private static final Pattern LOOK_ALIKE =
      Pattern.compile(
          "[\\p{Pd}\\p{Pi}\\p{Pf}\\p{Nd}\\u2212\\u2032\\u02bc\\u0130\\u0131&&[^ -~]]|i\\u0307");

  private static final Set<String> NONE =
      Set.of("na", "null", "none", "nan", "#n/a", "n/a", "<na>", "nil", "nat");

  private final int bit;
  private final String words;

  IdShape(int bit, String words) {
    this.bit = bit;
    this.words = words;
  }

  /** What such ids do, in the plural. */
  public String words() {
    return words;
  }

  /** Of it in {@link #bits}. */
  int bit() {
    return bit;
  }

  abstract boolean fits(String text);

  /** The bits of a normalised id's text that it fits. */
  static int bits(String text) {
    int bits = 0;
    for (IdShape shape : values()) {
      if (!text.isEmpty() && shape.fits(text)) {
        bits |= shape.bit;
      }
    }
    return bits;
  }

  /** Whether an id holds nothing that can be seen. */
  static boolean unseen(String text) {
    return text.codePoints().allMatch(c -> unseen(c) || Character.isWhitespace(c));
  }

  /** Whether an id is digits and nothing else. */
  static boolean digits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean unseen(int character) {
    int type = Character.getType(character);
    return type == Character.FORMAT || type == Character.CONTROL;
  }

  private static boolean ascii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static boolean composed(String text) {
    return Normalizer.isNormalized(text, Normalizer.Form.NFKC);
  }
}
