package dev.tributary.aggregator.session;

import dev.tributary.protocol.PartyId;
import java.util.List;
import java.util.Map;

/**
 * The parties' introductions so far.
 *
 * @param missing parties still awaited
 * @param messages by sender, empty while anybody is missing
 */
public record Introductions(List<PartyId> missing, Map<PartyId, byte[]> messages) {}
