package dev.tributary.aggregator.session;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The parties of a run, which are the same from first to last; guarded by its session's lock. */
final class Members {
  private final RunId run;
  private final SortedMap<PartyId, Member> members = new TreeMap<>();

  /** As they were saved; leases start anew. */
  Members(RunId run, List<SessionRecord.SavedMember> saved) {
    this.run = run;
    saved.forEach(member -> members.put(member.party(), new Member(member)));
  }

  List<SessionRecord.SavedMember> saved() {
    return members.values().stream().map(Member::saved).toList();
  }

  /** All of them; needs no lock. */
  SortedSet<PartyId> parties() {
    return new TreeSet<>(members.keySet());
  }

  /**
   * A party of the run.
   *
   * @throws FederationException USER if it is none
   */
  Member of(PartyId party) {
    Member member = members.get(party);
    if (member == null) {
      throw FederationException.user(
          "%s is not a party of run %s: check the job file's parties", party, run);
    }
    return member;
  }

  /** The party whose executors show a token with this hash. */
  Optional<PartyId> withToken(byte[] hash) {
    return which(member -> member.hasToken(hash)).stream().findFirst();
  }

  SortedSet<PartyId> joined() {
    return new TreeSet<>(which(member -> member.joined));
  }

  /** Those at work; whom the run goes on without is none. */
  List<PartyId> unfinished() {
    return which(member -> !member.finished && !member.lost());
  }

  /** Without whom the run goes on, and how long ago each was heard of. */
  SortedMap<PartyId, Duration> lost() {
    SortedMap<PartyId, Duration> lost = new TreeMap<>();
    members.values().stream()
        .filter(Member::lost)
        .forEach(member -> lost.put(member.party, member.gone()));
    return lost;
  }

  Introductions introductions() {
    List<PartyId> missing = which(member -> !member.introduced());
    Map<PartyId, byte[]> messages = new HashMap<>();
    if (missing.isEmpty()) {
      members.values().forEach(each -> messages.put(each.party, each.introduction.clone()));
    }
    return new Introductions(missing, messages);
  }

  /** Those at work of whom nothing was heard for longer than the lease. */
  List<PartyId> silent(Duration lease) {
    return which(
        member ->
            member.joined
                && !member.finished
                && !member.lost()
                && member.silence().compareTo(lease) > 0);
  }

  /** Starts all leases anew. */
  void sign() {
    members.values().forEach(Member::sign);
  }

  /** Keeps of what processes have moved only the sums: the run is over. */
  void settle() {
    members.values().forEach(Member::settle);
  }

  List<SessionStatus.Party> status() {
    return members.values().stream()
        .map(
            member ->
                new SessionStatus.Party(
                    member.party,
                    member.joined,
                    member.finished,
                    member.silence().toMillis(),
                    member.putBytes,
                    member.fetchedBytes,
                    member.lost(),
                    member.pending()))
        .toList();
  }

  private List<PartyId> which(Predicate<Member> property) {
    return members.values().stream().filter(property).map(member -> member.party).toList();
  }
}
