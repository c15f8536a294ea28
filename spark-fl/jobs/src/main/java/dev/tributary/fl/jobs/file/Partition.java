package dev.tributary.fl.jobs.file;

import dev.tributary.fl.horizontal.sum.SumRules;
import dev.tributary.fl.horizontal.sum.WideWords;
import dev.tributary.fl.mixed.Groups;
import dev.tributary.fl.session.Role;
import dev.tributary.fl.session.Roster;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the data is divided among the parties of a job, and therefore which roles it has. */
public enum Partition {
  /** By columns: one party has the labels, the others have columns about the same people. */
  VERTICAL {
    @Override
    void check(Map<String, JobParty> parties) {
      long labels = count(parties, Role.LABEL);
      if (labels != 1) {
        throw FederationException.user(
            "parties must have exactly one with role: label. Provided value: %d", labels);
      }
      refuseWith(parties, "is for jobs in which feature parties serve some of the label parties");
    }

    @Override
    List<String> served(JobParty party, List<String> labels) {
      return labels;
    }
  },
  /** By rows: every party has people of its own, with labels and the same columns. */
  HORIZONTAL {
    @Override
    void check(Map<String, JobParty> parties) {
      parties.forEach(
          (name, party) -> {
            if (party.role() != Role.LABEL) {
              throw FederationException.user(
                  "parties.%s.role must be label: in this algorithm every party has rows of its own"
                      + " with labels. Provided value: %s",
                  name, party.role());
            }
          });
      refuseWith(parties, "goes with role: feature");
    }

    @Override
    int mostParties() {
      return WideWords.MOST_PARTIES;
    }

    @Override
    AlignSection aligned(AlignSection align) {
      return align.keyOnly();
    }

    @Override
    List<String> summing(Map<String, JobParty> parties) {
      return List.copyOf(parties.keySet());
    }

    @Override
    List<String> served(JobParty party, List<String> labels) {
      return List.of();
    }
  },
  /** By both: several parties with people of their own, and others with columns about some. */
  MIXED {
    @Override
    void check(Map<String, JobParty> parties) {
      if (count(parties, Role.LABEL) < 2 || count(parties, Role.FEATURE) < 1) {
        throw FederationException.user(
            "parties must have two with role: label and one with role: feature, or more. Provided"
                + " value: %d and %d",
            count(parties, Role.LABEL), count(parties, Role.FEATURE));
      }
      parties.forEach((name, party) -> checkWith(name, party, parties));
      Groups.of(roster(parties));
    }

    @Override
    List<String> summing(Map<String, JobParty> parties) {
      return parties.keySet().stream()
          .filter(name -> parties.get(name).role() == Role.LABEL)
          .toList();
    }

    @Override
    SumSection summed(Map<String, JobParty> parties, SumSection sum, List<Consent> consent) {
      List<Consent> ofLabels = consent;
      for (List<PartyId> slot : Groups.of(roster(parties)).slots()) {
        if (slot.size() == 2) {
          requireConsent(slot, consent);
          if (count(parties, Role.LABEL) >= SumRules.HIDDEN) {
            ofLabels = List.of(); // it is for the two, and the label parties are more
          }
        }
      }
      return super.summed(parties, sum, ofLabels);
    }

    private void requireConsent(List<PartyId> slot, List<Consent> consent) {
      if (!consent.contains(Consent.TWO_PARTY_SUM)) {
        throw FederationException.user(
            "%s and %s hold the same columns and sum over them; %s: if all owners accept that, add"
                + " consent: %s to the job file",
            slot.get(0), slot.get(1), Consent.TWO_PARTY_SUM.words(), Consent.TWO_PARTY_SUM);
      }
    }

    @Override
    List<String> served(JobParty party, List<String> labels) {
      return party.with();
    }

    @Override
    public int turns(Roster roster) {
      return roster.in(Role.LABEL).size();
    }

    @Override
    public List<PartyId> peers(Roster roster, PartyId party) {
      List<PartyId> peers = new ArrayList<>(roster.peers(party));
      if (roster.role(party) == Role.FEATURE) {
        Groups.of(roster).slot(party).stream()
            .filter(other -> !other.equals(party))
            .forEach(peers::add);
      }
      return peers;
    }
  };

  /**
   * Whether models learn from the rows of several parties and are judged on them together, so that
   * those of one may be few, or of one label.
   */
  public boolean pools() {
    return this != VERTICAL;
  }

  /**
   * How many parties a job may have: a party may have to wait for each of the others at once, in as
   * many calls as an aggregator allows it.
   */
  int mostParties() {
    return 32;
  }

  /** USER unless the parties have the roles of such a job. */
  abstract void check(Map<String, JobParty> parties);

  /** The section as it holds for such a job; USER for a key that means nothing there. */
  AlignSection aligned(AlignSection align) {
    return align.withDefaults();
  }

  /** Names of the parties that sum over people of their own; none where one has the labels. */
  List<String> summing(Map<String, JobParty> parties) {
    return List.of();
  }

  /**
   * How they sum, with every default; null where none do. USER for what does not fit, and where two
   * parties may be left without consent to what that tells.
   *
   * @param sum as given, or null
   * @param consent as given
   */
  SumSection summed(Map<String, JobParty> parties, SumSection sum, List<Consent> consent) {
    List<String> summing = summing(parties);
    if (!summing.isEmpty()) {
      return (sum == null ? new SumSection(null, null, null) : sum).among(summing, consent);
    }
    if (sum != null || !consent.isEmpty()) {
      throw FederationException.user(
          "%s is for jobs whose parties have people of their own: leave it out",
          sum == null ? "consent" : "sum");
    }
    return null;
  }

  /**
   * Whom a feature party serves.
   *
   * @param labels all label parties
   */
  abstract List<String> served(JobParty party, List<String> labels);

  /** How many groups of parties one party may serve one after the other, while all wait. */
  public int turns(Roster roster) {
    return 1;
  }

  /** The parties that one exchanges messages with. */
  public List<PartyId> peers(Roster roster, PartyId party) {
    return roster.peers(party);
  }

  /** Who takes part, and as what: label parties first, otherwise in file order. */
  Roster roster(Map<String, JobParty> parties) {
    List<String> labels = names(parties, Role.LABEL);
    List<Roster.Member> members = new ArrayList<>();
    labels.forEach(
        name -> members.add(new Roster.Member(new PartyId(name), Role.LABEL, List.of())));
    for (String name : names(parties, Role.FEATURE)) {
      List<String> served = served(parties.get(name), labels);
      members.add(
          new Roster.Member(
              new PartyId(name), Role.FEATURE, served.stream().map(PartyId::new).toList()));
    }
    return new Roster(members);
  }

  private static List<String> names(Map<String, JobParty> parties, Role role) {
    return parties.keySet().stream().filter(name -> parties.get(name).role() == role).toList();
  }

  private static long count(Map<String, JobParty> parties, Role role) {
    return parties.values().stream().filter(party -> party.role() == role).count();
  }

  private static void refuseWith(Map<String, JobParty> parties, String why) {
    parties.forEach(
        (name, party) -> {
          if (party.with() != null) {
            throw FederationException.user("parties.%s.with %s: leave it out", name, why);
          }
        });
  }

  private static void checkWith(String name, JobParty party, Map<String, JobParty> parties) {
    if (party.role() == Role.LABEL) {
      refuseWith(Map.of(name, party), "goes with role: feature");
      return;
    }
    if (party.with() == null || party.with().isEmpty()) {
      throw FederationException.user(
          "parties.%s.with must name the label parties that it serves", name);
    }
    for (String served : party.with()) {
      if (!parties.containsKey(served) || parties.get(served).role() != Role.LABEL) {
        throw FederationException.user(
            "parties.%s.with must name parties with role: label. Provided value: %s", name, served);
      }
    }
  }
}
