package dev.tributary.aggregator.session;

import java.time.Duration;

/**
 * Bounds on what a run may take.
 *
 * @param quotaBytes stored bytes of one run
 * @param quotaWait how long a put waits for room
 * @param lease how long a driver may be silent
 * @param retention how long a run that is over can be asked about, and a deserted one is kept
 * @param maxRuns live runs at a time
 */
public record SessionLimits(
    long quotaBytes, Duration quotaWait, Duration lease, Duration retention, int maxRuns) {}
