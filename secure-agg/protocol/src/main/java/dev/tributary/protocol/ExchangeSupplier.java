package dev.tributary.protocol;

import java.io.Serializable;

/**
 * Opens this party's exchange inside an executor. Carries run-scoped keys and tokens only, never
 * the party's own; instances are shipped in task closures, so implementations cache one exchange
 * per JVM.
 */
@FunctionalInterface
public interface ExchangeSupplier extends Serializable {
  /** The executor's end; callers do not close it. */
  Exchange exchange();
}
