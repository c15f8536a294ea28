package dev.tributary.fl.vertical.tree;

/**
 * The label party's side of a training's data.
 *
 * @param labels by row of the row order; those of test rows are not read
 * @param weightsOrNull by row, finite and at least 0; null for 1 each
 * @param own the own columns; may have no block
 */
@SuppressWarnings("ArrayRecordComponent")
public record TrainingRows(double[] labels, double[] weightsOrNull, PartyColumns own) {}
