package dev.tributary.transport;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.transport.pki.Fingerprint;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a party brings to the opening of a session.
 *
 * @param name the run's name, agreed by the parties: the same characters as a {@link RunId}, at
 *     most 64
 * @param jobSha256 hash of the job file's canonical form, 64 hex digits; must be equal everywhere
 * @param self this party
 * @param parties all parties with the fingerprint the job file pins, or empty where it pins none
 *     (then the federation's CA alone vouches for that party)
 * @param deadlines how long to wait
 * @param rule what becomes of the run when a party is lost, from this party's own job
 */
public record SessionSpec(
    String name,
    String jobSha256,
    PartyId self,
    Map<PartyId, Optional<Fingerprint>> parties,
    SessionDeadlines deadlines,
    LossRule rule) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int MAX_NAME = 64;

  public SessionSpec {
    parties = new TreeMap<>(parties);
    if (name.length() > MAX_NAME) {
      throw FederationException.user(
          "run name must have at most %d characters. Provided value: %s", MAX_NAME, name);
    }
    RunId checked = new RunId(name);
    if (!SHA256.matcher(jobSha256).matches()) {
      throw new IllegalArgumentException(
          "job hash of run "
              + checked
              + " must be 64 lower case hex digits. Provided value: "
              + jobSha256);
    }
    if (!parties.containsKey(self) || parties.size() < 2) {
      throw FederationException.user(
          "the job must name this party (%s) and at least one other. Provided value: %s",
          self, parties.keySet());
    }
  }

  /** Of a run that ends when a party is lost. */
  public SessionSpec(
      String name,
      String jobSha256,
      PartyId self,
      Map<PartyId, Optional<Fingerprint>> parties,
      SessionDeadlines deadlines) {
    this(name, jobSha256, self, parties, deadlines, LossRule.ENDS);
  }

  /** Those of the job's parties that an aggregator names; it puts no other words into errors. */
  List<PartyId> among(Collection<String> names) {
    return parties.keySet().stream().filter(party -> names.contains(party.name())).toList();
  }
}
