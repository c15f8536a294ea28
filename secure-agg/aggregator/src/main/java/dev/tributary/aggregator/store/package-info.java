/** Sealed pieces and manifests on disk, bounded by a quota per run. */
package dev.tributary.aggregator.store;
