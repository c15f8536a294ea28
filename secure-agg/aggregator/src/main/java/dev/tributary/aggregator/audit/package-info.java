/** The append-only, hash-chained log of what the aggregator did. */
package dev.tributary.aggregator.audit;
