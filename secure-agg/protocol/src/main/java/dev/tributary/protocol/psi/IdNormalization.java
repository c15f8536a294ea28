package dev.tributary.protocol.psi;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.Spelling;
import java.io.Serializable;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How the parts of ids are made alike before {@link IdEncoding} draws their bytes. Whoever aligns
 * must do the same: the steps are part of what the parties agree on. Two people whose ids differ
 * only in what a step removes become one id, which alignment refuses as repeated.
 *
 * @param byPart steps of every part, in order; a part beyond the list has none
 */
public record IdNormalization(List<List<Step>> byPart) implements Serializable {

  /** What is done to one part's text. */
  public enum Step {
    /** White space at both ends goes, as it does in any case. */
    TRIM {
      @Override
      String apply(String text) {
        return text.strip();
      }
    },
    /** Upper case by the rules of Unicode, of no language. */
    UPPER {
      @Override
      String apply(String text) {
        return text.toUpperCase(Locale.ROOT);
      }
    },
    /** Lower case, likewise. */
    LOWER {
      @Override
      String apply(String text) {
        return text.toLowerCase(Locale.ROOT);
      }
    },
    /** Unicode NFKC: full-width letters and digits become ordinary ones. */
    NFKC {
      @Override
      String apply(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
      }
    },
    /** Decimal digits of any script as 0 to 9, and nothing else. Leading zeros stay. */
    DIGITS {
      @Override
      String apply(String text) {
        StringBuilder digits = new StringBuilder();
        text.codePoints()
            .filter(Character::isDigit)
            .forEach(digit -> digits.append(Character.digit(digit, 10)));
        return digits.toString();
      }
    },
    /** No white space anywhere, of all that {@link IdEncoding} takes for such. */
    NO_SPACES {
      @Override
      String apply(String text) {
        StringBuilder kept = new StringBuilder();
        text.chars().filter(c -> !IdEncoding.isSpace(c)).forEach(c -> kept.append((char) c));
        return kept.toString();
      }
    };

    abstract String apply(String text);

    /** As files spell it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** USER unless a file spells one so. */
    public static Step of(String name) {
      List<String> names = Arrays.stream(values()).map(Step::toString).toList();
      if (!names.contains(name)) {
        throw FederationException.user(
            "a step of normalize must be one of %s. Provided value: %s%s",
            String.join(", ", names),
            name,
            Spelling.nearest(name, names).map(near -> ". Did you mean '" + near + "'?").orElse(""));
      }
      return values()[names.indexOf(name)];
    }
  }

  public IdNormalization {
    byPart = byPart.stream().map(List::copyOf).toList();
    for (List<Step> steps : byPart) {
      if (steps.contains(Step.UPPER) && steps.contains(Step.LOWER)) {
        throw FederationException.user("normalize must not have both upper and lower for one key");
      }
    }
  }

  /** Ids as they are. */
  public static IdNormalization none() {
    return new IdNormalization(List.of());
  }

  /** From the names of steps, separated by commas, of every part. */
  public static IdNormalization parse(List<String> byPart) {
    return new IdNormalization(
        byPart.stream()
            .map(
                steps ->
                    Arrays.stream(steps.split(","))
                        .filter(step -> !step.isBlank())
                        .map(step -> Step.of(step.strip()))
                        .toList())
            .toList());
  }

  /** What {@link #parse} reads. */
  public List<String> names() {
    return byPart.stream()
        .map(steps -> String.join(",", steps.stream().map(Step::toString).toList()))
        .toList();
  }

  /** Whether a part's letters come out in one case, or not at all. */
  public boolean settlesCase(int part) {
    return part < byPart.size()
        && (byPart.get(part).contains(Step.UPPER)
            || byPart.get(part).contains(Step.LOWER)
            || byPart.get(part).contains(Step.DIGITS));
  }

  /**
   * An id's parts with all steps done.
   *
   * @param parts as for {@link IdEncoding#defect}; null stays null
   */
  public List<Object> apply(List<?> parts) {
    List<Object> out = new ArrayList<>(parts.size());
    for (int p = 0; p < parts.size(); p++) {
      out.add(apply(p, parts.get(p)));
    }
    return out;
  }

  /** One part with its steps done; null stays null. */
  public Object apply(int part, Object value) {
    Object made = value;
    if (value != null && changes(part)) {
      for (Step step : byPart.get(part)) {
        made = step.apply(made.toString());
      }
    }
    return made;
  }

  /** Whether any part has steps. */
  public boolean changesAny() {
    return byPart.stream().anyMatch(steps -> !steps.isEmpty());
  }

  /** Whether a part has steps. */
  public boolean changes(int part) {
    return part < byPart.size() && !byPart.get(part).isEmpty();
  }
}
