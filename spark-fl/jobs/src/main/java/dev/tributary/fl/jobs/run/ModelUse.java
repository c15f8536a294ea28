package dev.tributary.fl.jobs.run;

import java.util.Optional;

/**
 * What {@code score} was asked to do with a stored model.
 *
 * @param folder the {@code model/} folder of this party's training, on any Hadoop file system
 * @param fallback of rows that another party lacks; empty: {@code solo} where there is a solo model
 */
public record ModelUse(String folder, Optional<Fallback> fallback) {}
