/** Benchmarks: {@code tributary bench}. Each compares what it measures within one run. */
package dev.tributary.fl.bench;
