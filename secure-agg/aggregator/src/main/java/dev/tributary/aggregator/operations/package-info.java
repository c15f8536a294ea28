/** Health and metrics over HTTP. */
package dev.tributary.aggregator.operations;
