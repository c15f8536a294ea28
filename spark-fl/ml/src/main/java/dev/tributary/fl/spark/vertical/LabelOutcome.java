package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.vertical.tree.TrainingResult;
import java.util.Optional;

/**
 * What the label party has after a training.
 *
 * @param joint model and scores of all parties together
 * @param solo of the label party alone, if asked for
 * @param group of its people with the columns of its group, where several label parties train
 *     together and it was asked for
 */
public record LabelOutcome(
    TrainingResult joint, Optional<TrainingResult> solo, Optional<TrainingResult> group) {}
