package dev.tributary.aggregator.session;

import dev.tributary.aggregator.quota.PartyLimits;
import java.time.Duration;

/**
 * Bounds on what runs may take.
 *
 * @param perParty what each party may take
 * @param quotaWait how long a put waits for room
 * @param lease how long a driver may be silent
 * @param retention how long a run that is over can be asked about
 * @param maxRuns live runs at a time, of all parties
 */
public record SessionLimits(
    PartyLimits perParty, Duration quotaWait, Duration lease, Duration retention, int maxRuns) {}
