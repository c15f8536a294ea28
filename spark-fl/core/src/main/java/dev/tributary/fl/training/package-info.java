/** What a training minimises and how it reports: objectives, rounds, progress. */
package dev.tributary.fl.training;
