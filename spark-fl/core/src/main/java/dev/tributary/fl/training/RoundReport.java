package dev.tributary.fl.training;

/**
 * One boosting round, seen by the label party.
 *
 * @param round from 0
 * @param most rounds that the job allows
 * @param trainingLoss after the round; NaN where none is told
 * @param validationLoss after the round; NaN without validation rows
 * @param seconds wall time of the round, waits included
 */
public record RoundReport(
    int round, int most, double trainingLoss, double validationLoss, double seconds) {}
