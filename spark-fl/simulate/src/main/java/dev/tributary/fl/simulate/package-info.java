/** All parties of a job and an aggregator on one machine, each a process of its own. */
package dev.tributary.fl.simulate;
