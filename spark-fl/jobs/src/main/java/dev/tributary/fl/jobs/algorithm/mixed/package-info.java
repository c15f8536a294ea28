/**
 * {@code algorithm: mixed-gbdt}: trees as of {@code vertical-gbdt}, whose section, stages and texts
 * it takes, grown by several label parties together.
 */
package dev.tributary.fl.jobs.algorithm.mixed;
