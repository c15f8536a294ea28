/** The command line: what {@code ./tributary} runs. */
package dev.tributary.fl.jobs.cli;
