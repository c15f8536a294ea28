package dev.tributary.fl.horizontal.mlp;

import dev.tributary.fl.horizontal.glm.GlmObjective;
import dev.tributary.fl.training.MulticlassObjective;
import java.io.Serializable;
import java.util.List;

/**
 * What is minimised. The last layer has one unit a class and a softmax over them, also with two
 * classes, or one unit whose half squared error counts; labels are then standardised.
 *
 * @param name one of {@link #NAMES}
 * @param classes how many; read for {@code multiclass} only
 */
public record MlpObjective(String name, int classes) implements Serializable {
  /** Names in job files, the first by default. */
  public static final List<String> NAMES = List.of("binary", "multiclass", "squared-error");

  public MlpObjective {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "objective must be one of " + NAMES + ". Provided value: " + name);
    }
    classes = GlmObjective.takesClasses(name) ? classes : isOfPair(name) ? 2 : 0;
    if (classes != 0) {
      MulticlassObjective.CLASSES.require(classes);
    }
  }

  private static boolean isOfPair(String name) {
    return GlmObjective.of(name, 2, 0).hasPositives();
  }

  /** Whether labels are classes. */
  public boolean isClassification() {
    return classes > 0;
  }

  /** Units of the last layer. */
  public int outputs() {
    return Math.max(1, classes);
  }

  /** The loss of the last layer. */
  GlmObjective loss() {
    return isClassification()
        ? GlmObjective.of("multiclass", classes, 0)
        : GlmObjective.of("squared-error", 0, 0);
  }

  /** That of a linear model, whose labels are the same. */
  public GlmObjective labels() {
    return GlmObjective.of(name, Math.max(2, classes), 0);
  }
}
