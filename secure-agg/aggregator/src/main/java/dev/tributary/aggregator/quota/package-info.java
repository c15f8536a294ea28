/** What one party may take of the aggregator, so that none can crowd out another. */
package dev.tributary.aggregator.quota;
