package dev.tributary.aggregator.config;

import dev.tributary.aggregator.admission.StrangerLimits;
import dev.tributary.aggregator.session.SessionLimits;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Everything an operator sets.
 *
 * @param listen where parties connect
 * @param operations where health and metrics are served, or empty for nowhere
 * @param certificate the aggregator's certificate, PEM
 * @param key its private key, PEM, readable by its owner only
 * @param trust the federation's CA
 * @param data folder for sealed pieces, run records and the audit log
 * @param maxMessage longest message that a party may send, in bytes
 * @param strangers what those may take who have not shown who they are
 * @param limits what runs and parties may take
 */
public record AggregatorConfig(
    ListenAddress listen,
    Optional<ListenAddress> operations,
    Path certificate,
    Path key,
    Path trust,
    Path data,
    int maxMessage,
    StrangerLimits strangers,
    SessionLimits limits) {}
