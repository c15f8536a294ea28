/**
 * Which aligned rows train, validate and test. Conditions come from another organisation, so they
 * are checked against an allow list before anything evaluates them.
 */
package dev.tributary.fl.jobs.split;
