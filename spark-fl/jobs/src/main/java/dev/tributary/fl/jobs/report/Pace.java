package dev.tributary.fl.jobs.report;

/**
 * How long a step of a joint training took.
 *
 * @param step what a step is, a word such as {@code tree}
 * @param seconds wall seconds of one, waits included, on average
 */
public record Pace(String step, double seconds) {}
