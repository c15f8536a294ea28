package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.session.Role;
import dev.tributary.fl.session.Roster;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.Spelling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * JOB.yaml: what all parties of a job have agreed on. Its {@linkplain #sha256 hash} is compared
 * before anything else happens.
 *
 * @param format format number of the file, 1
 * @param job the job's name
 * @param parties by name, in the order that settles ties
 * @param align how rows are matched
 * @param sum how parties with people of their own sum; null where none are
 * @param consent what all owners accept; null: nothing
 * @param privacy what a run may tell of any one row; null: that is not limited
 * @param split which rows train, validate, test
 * @param train what is computed
 * @param evaluate what is reported
 * @param deadlines how long to wait for others
 * @param simulate by party, what {@code tributary simulate} uses; not part of the hash
 */
public record JobFile(
    @JsonProperty("format") Integer format,
    @JsonProperty("job") String job,
    @JsonProperty("parties") Map<String, JobParty> parties,
    @JsonProperty("align") AlignSection align,
    @JsonProperty("sum") SumSection sum,
    @JsonProperty("consent") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<Consent> consent,
    @JsonProperty("privacy") PrivacySection privacy,
    @JsonProperty("split") SplitSection split,
    @JsonProperty("train") TrainSection train,
    @JsonProperty("evaluate") EvaluateSection evaluate,
    @JsonProperty("deadlines") DeadlinesSection deadlines,
    @JsonProperty("simulate") Map<String, SimulatedParty> simulate) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public JobFile {
    format = Formats.check(format);
    if (!NAME.matcher(Rules.required("job", job)).matches()) {
      throw FederationException.user(
          "job must be 1 to 64 letters, digits, '.', '_' or '-'. Provided value: %s", job);
    }
    parties = new LinkedHashMap<>(Rules.required("parties", parties));
    split = Rules.orElse(split, SplitSection.none());
    Rules.required("train", train);
    evaluate = Rules.orElse(evaluate, EvaluateSection.defaults());
    deadlines = Rules.orElse(deadlines, new DeadlinesSection(null, null));
    Partition partition = train.algorithm().partition();
    checkParties(parties, partition.mostParties());
    partition.check(parties);
    align = partition.aligned(Rules.orElse(align, AlignSection.unsaid()));
    align.requireFree(train.algorithm());
    consent = consent == null || consent.isEmpty() ? null : List.copyOf(consent);
    sum = partition.summed(parties, sum, Rules.orElse(consent, List.of()));
    if (privacy != null) {
      train.algorithm().checkPrivacy(train, split, privacy);
      privacy = privacy.among(sum);
    }
    if (goesOn(sum, parties)) {
      train
          .algorithm()
          .needsAll(train, split, privacy != null)
          .ifPresent(
              why -> {
                throw FederationException.user("sum.min-parties must be left out: %s", why);
              });
    }
    if (deadlines.rejoin() != null && !train.algorithm().followsFromTotals()) {
      throw FederationException.user(
          "deadlines.rejoin must be left out: a run of algorithm: %s keeps nothing to go on from",
          train.algorithm().name());
    }
    if (deadlines.rejoin() != null && goesOn(sum, parties)) {
      throw FederationException.user(
          "deadlines.rejoin and sum.min-parties exclude each other: either all wait for a party that"
              + " was lost, or those left go on without it to the end");
    }
    if (simulate != null) {
      simulate = new LinkedHashMap<>(simulate);
      checkSimulated(parties, simulate);
    }
    boolean twoLabels =
        train.section() instanceof Supervised learned && learned.objective().labelsToJudge() == 2;
    if (!twoLabels && (evaluate.positiveName() != null || evaluate.negativeName() != null)) {
      throw FederationException.user(
          "evaluate.positive-name and negative-name go with objective: binary only");
    }
    train.algorithm().check(train, split, evaluate);
  }

  /**
   * Reads and checks a file; USER with its name and the key at fault.
   *
   * @param known algorithms that a job may have; the first is that of a job which names none
   */
  public static JobFile read(Path file, List<? extends JobAlgorithm> known) {
    return parse(YamlFile.text(file), file.toString(), known);
  }

  /**
   * @param text one YAML document
   * @param source its name, for messages
   * @param known algorithms that a job may have; the first is that of a job which names none
   */
  public static JobFile parse(String text, String source, List<? extends JobAlgorithm> known) {
    return StrictBinding.bind(
        YamlFile.parse(text, source), JobFile.class, source, List.copyOf(known));
  }

  /** Who takes part, and as what: label parties first, otherwise in file order. */
  public Roster roster() {
    return train.algorithm().partition().roster(parties);
  }

  /** All parties, in the order of the roster. */
  public List<PartyId> partyIds() {
    return roster().parties();
  }

  /** The label party; of several the one that is named first. */
  public PartyId labelParty() {
    return partyIds().get(0);
  }

  /** Who adds up what the parties send; only where they have people of their own. */
  public PartyId summingParty() {
    return new PartyId(sum.party());
  }

  /** When a run goes on without parties that are lost. */
  public LossRule lossRule() {
    return deadlines.rejoin() == null ? withoutComingBack() : withoutComingBack().comingBack();
  }

  private LossRule withoutComingBack() {
    if (!goesOn(sum, parties)) {
      return LossRule.ENDS;
    }
    List<PartyId> features = roster().in(Role.FEATURE);
    List<PartyId> needed = new ArrayList<>(features);
    needed.add(summingParty());
    return new LossRule(features.size() + sum.minParties(), needed);
  }

  private static boolean goesOn(SumSection sum, Map<String, JobParty> parties) {
    long summing = parties.values().stream().filter(party -> party.role() == Role.LABEL).count();
    return sum != null && sum.fewest((int) summing) < summing;
  }

  /** What all owners accept. */
  public List<Consent> consents() {
    return Rules.orElse(consent, List.of());
  }

  /** This job with the keys of its parties pinned and nothing of the simulation. */
  public JobFile pinned(Map<PartyId, String> fingerprints) {
    Map<String, JobParty> pinned = new LinkedHashMap<>();
    parties.forEach(
        (name, party) ->
            pinned.put(
                name,
                party.pinned(fingerprints.getOrDefault(new PartyId(name), party.fingerprint()))));
    return new JobFile(
        format, job, pinned, align, sum, consent, privacy, split, train, evaluate, deadlines, null);
  }

  /** This job with what {@code tributary simulate} needs. */
  public JobFile simulatedBy(Map<String, SimulatedParty> data) {
    return new JobFile(
        format, job, parties, align, sum, consent, privacy, split, train, evaluate, deadlines,
        data);
  }

  /** What is hashed: see {@link CanonicalForm}. */
  public String canonical() {
    return CanonicalForm.of(
        new JobFile(
            format, job, parties, align, sum, consent, privacy, split, train, evaluate, deadlines,
            null));
  }

  /** SHA-256 of the canonical form, 64 hex digits. */
  public String sha256() {
    return CanonicalForm.sha256(canonical());
  }

  /** This job as a file that {@link #parse} reads. */
  public String text() {
    return CanonicalForm.json(this);
  }

  /** USER unless a party of this job with such data can take its role in a training. */
  public void checkData(PartyId party, TableSource data) {
    checkScoringData(party, data);
    boolean learner = parties.get(party.name()).role() == Role.LABEL && train.supervised();
    if (learner && data.label() == null) {
      throw FederationException.user(
          "data.label must be given at '%s', which has role: label", party);
    }
    if (privacy != null && data.weight() != null) {
      throw FederationException.user(
          "data.weight must be left out at '%s': with privacy every row counts once", party);
    }
    if (data.offset() != null && (privacy != null || !train.algorithm().takesOffset())) {
      throw FederationException.user(
          "data.offset must be left out at '%s': algorithm: %s takes none%s",
          party, train.algorithm().name(), train.algorithm().takesOffset() ? " with privacy" : "");
    }
    train.algorithm().checkData(train, data);
  }

  /** The same for scoring, for which the label party needs no label. */
  public void checkScoringData(PartyId party, TableSource data) {
    JobParty entry = parties.get(party.name());
    if (entry == null) {
      throw FederationException.user(
          "party '%s' is not in the job, which has: %s",
          party, String.join(", ", parties.keySet()));
    }
    if (entry.role() == Role.FEATURE && data.label() != null) {
      throw FederationException.user(
          "data.label must not be given at '%s', which has role: feature", party);
    }
    if (entry.role() == Role.FEATURE && data.weight() != null) {
      throw FederationException.user(
          "data.weight must not be given at '%s', which has role: feature: rows weigh what the"
              + " label party says",
          party);
    }
    if (entry.role() == Role.FEATURE && !data.split().isEmpty()) {
      throw FederationException.user(
          "data.split must not be given at '%s', which has role: feature", party);
    }
    if (data.id().size() != align.key().size()) {
      throw FederationException.user(
          "data.id of '%s' must name %d columns, one per column of align.key. Provided value: %s",
          party, align.key().size(), data.id());
    }
  }

  private static void checkParties(Map<String, JobParty> parties, int most) {
    Rules.between("parties", parties.size(), 2, most);
    parties.forEach(
        (name, party) -> {
          Formats.name("parties", name);
          Rules.required("parties." + name, party);
        });
  }

  private static void checkSimulated(
      Map<String, JobParty> parties, Map<String, SimulatedParty> simulate) {
    for (String name : simulate.keySet()) {
      if (!parties.containsKey(name)) {
        throw FederationException.user(
            "simulate: unknown party '%s'%s",
            name,
            Spelling.nearest(name, parties.keySet())
                .map(near -> ". Did you mean '" + near + "'?")
                .orElse(""));
      }
      Rules.required("simulate." + name, simulate.get(name));
    }
  }
}
