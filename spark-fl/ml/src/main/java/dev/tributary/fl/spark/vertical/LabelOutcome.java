package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.vertical.tree.TrainingResult;
import java.util.Optional;

/**
 * What the label party has after {@link VerticalTraining#label}.
 *
 * @param joint model and scores of all parties together
 * @param solo of the label party alone, if asked for
 */
public record LabelOutcome(TrainingResult joint, Optional<TrainingResult> solo) {}
