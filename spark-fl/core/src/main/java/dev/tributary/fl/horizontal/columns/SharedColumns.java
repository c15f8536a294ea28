package dev.tributary.fl.horizontal.columns;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PeerText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One round in which every party tells every other its {@link ColumnList}, so that all come to the
 * same end by themselves: the columns of all in one order, or the first that differs, at whom, and
 * what it may be called there.
 */
public final class SharedColumns {
  private static final String STEP = "columns";

  private static final String HEARD = "columns-heard";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A list that a party has and another lacks may be longer than the own one. */
  private static final int ROOM = 1 << 20;

  private SharedColumns() {}

  /**
   * Tells the own list and hears the others'.
   *
   * @return names in the order of the first party's table; the own table may have another order
   * @throws FederationException USER at every party for columns or terms that differ; PEER for a
   *     message that is none
   */
  public static List<String> agree(FederatedSession session, ColumnList own) {
    byte[] message = own.encode();
    for (PartyId peer : session.parties()) {
      if (!peer.equals(session.self())) {
        session.exchange().send(session.to(peer, 0, STEP), message);
      }
    }
    int most = 2 * message.length + ROOM;
    Map<PartyId, ColumnList> all = new LinkedHashMap<>();
    for (PartyId party : session.parties()) {
      all.put(
          party,
          party.equals(session.self())
              ? own
              : PeerMessages.receive(
                  session, session.from(party, 0, STEP), most, ColumnList::decode));
    }
    try {
      requireSame(session.self(), all);
    } catch (FederationException e) {
      awaitHeard(session);
      throw e;
    }
    return List.copyOf(all.values().iterator().next().columns().keySet());
  }

  /**
   * Lets the others come to the same end by themselves before this party's abort reaches them, so
   * that each can name the column; a courtesy, so not for long.
   */
  private static void awaitHeard(FederatedSession session) {
    List<PartyId> peers = session.roster().peers(session.self());
    try {
      peers.forEach(peer -> session.exchange().send(session.to(peer, 0, HEARD), new byte[0]));
      peers.forEach(peer -> session.exchange().receive(session.from(peer, 0, HEARD), PATIENCE, 0));
    } catch (FederationException over) {
      // The run ends either way, for the reason that this party has found.
    }
  }

  private static void requireSame(PartyId self, Map<PartyId, ColumnList> all) {
    Set<String> names = new LinkedHashSet<>();
    all.values().forEach(list -> names.addAll(list.columns().keySet()));
    for (String name : names) {
      requireEverywhere(self, name, all);
      requireOneKind(name, all);
    }
    PartyId first = all.keySet().iterator().next();
    all.forEach(
        (party, list) -> {
          if (!list.terms().equals(all.get(first).terms())) {
            throw differ(
                "%s computes by %s, and %s by %s: set the same at all parties",
                first, all.get(first).terms(), party, list.terms());
          }
        });
  }

  /**
   * Where most lack a name, it is theirs that the others misspell: then that is the one which
   * differs.
   */
  private static void requireEverywhere(PartyId self, String name, Map<PartyId, ColumnList> all) {
    List<PartyId> lacking =
        all.keySet().stream().filter(party -> !all.get(party).columns().containsKey(name)).toList();
    if (lacking.isEmpty()) {
      return;
    }
    List<PartyId> having = all.keySet().stream().filter(p -> !lacking.contains(p)).toList();
    if (having.size() >= lacking.size()) {
      throw missing(self, name, having, all);
    }
    Set<String> theirs = new LinkedHashSet<>(all.get(lacking.get(0)).columns().keySet());
    lacking.forEach(party -> theirs.retainAll(all.get(party).columns().keySet()));
    having.forEach(party -> theirs.removeAll(all.get(party).columns().keySet()));
    Optional<String> meant = ColumnSpelling.nearest(name, theirs);
    throw meant.isPresent()
        ? missing(self, meant.get(), lacking, all)
        : differ(
            "column '%s' is at %s only: add it at the other parties, or leave it out with"
                + " data.exclude",
            name, names(having));
  }

  /** Of a column that some parties have, and the others under another name or not at all. */
  private static FederationException missing(
      PartyId self, String name, List<PartyId> having, Map<PartyId, ColumnList> all) {
    Map<PartyId, Optional<String>> others = new LinkedHashMap<>();
    all.forEach(
        (party, list) -> {
          if (!having.contains(party)) {
            Set<String> own = new LinkedHashSet<>(list.columns().keySet());
            having.forEach(holder -> own.removeAll(all.get(holder).columns().keySet()));
            others.put(party, ColumnSpelling.nearest(name, own));
          }
        });
    if (others.containsKey(self)) {
      return others
          .get(self)
          .map(
              own ->
                  differ(
                      "column '%s' is missing here, and is at %s: if it is the one that is called"
                          + " '%s' here, name it alike at all parties, in the table itself",
                      name, names(having), own))
          .orElseGet(
              () ->
                  differ(
                      "column '%s' is missing here, and is at %s: name the same columns at all"
                          + " parties, with data.columns or data.exclude",
                      name, names(having)));
    }
    String lacking =
        others.entrySet().stream()
            .map(e -> e.getKey() + e.getValue().map(o -> " (which has '" + o + "')").orElse(""))
            .collect(Collectors.joining(", "));
    return differ(
        "column '%s' is missing at %s: all parties must have the same columns, by name",
        name, lacking);
  }

  private static void requireOneKind(String name, Map<PartyId, ColumnList> all) {
    PartyId first = all.keySet().iterator().next();
    ColumnKind kind = all.get(first).columns().get(name);
    all.forEach(
        (party, list) -> {
          if (list.columns().get(name) != kind) {
            throw differ(
                "column '%s' is %s at %s and %s at %s: declare one type in data.types",
                name, kind.words(), first, list.columns().get(name).words(), party);
          }
        });
  }

  private static String names(List<PartyId> parties) {
    return parties.stream().map(PartyId::name).collect(Collectors.joining(", "));
  }

  /** No party is more at fault than another; which is meant is theirs to say. */
  private static FederationException differ(String format, Object... arguments) {
    return FederationException.agreed(PeerText.OTHER_COLUMNS, format, arguments);
  }
}
