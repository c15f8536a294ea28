package dev.tributary.fl.jobs.algorithm.mixed;

import dev.tributary.fl.jobs.algorithm.vertical.gbdt.GbdtSection;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.SplitDisclosure;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.report.SumDisclosure;
import dev.tributary.fl.mixed.Groups;
import dev.tributary.fl.session.Role;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who learns what where several label parties train together: inside a group what the cipher tells
 * in a vertical training, and besides the totals over the label parties, and over the feature
 * parties of a slot.
 */
record MixedDisclosure(Disclosure group, SumDisclosure sums, List<String> slot)
    implements Disclosure {
  static MixedDisclosure of(JobFile job) {
    GbdtSection section = GbdtSection.of(job);
    boolean pools =
        Groups.of(job.roster()).slots().stream().anyMatch(parties -> parties.size() > 1);
    List<String> totals = new ArrayList<>();
    totals.add(
        "The names of every label party's columns, and which are true or false. Of all their"
            + " training rows together: how many lack a value of a column, and how many values of"
            + " each, of the label and of the row weight lie in which octave and, where crowded, in"
            + " ever narrower parts; how many train and validate, their weight, and the "
            + (section.objective().isClassification()
                ? "weight of each label."
                : "weighted mean of the labels."));
    totals.add(
        "At every level of every tree the total over all label parties of what the group's feature"
            + " parties answer each of them, candidate by candidate, and of the sums over the own"
            + " columns; of every node and leaf the rows and the sums of derivatives; after every"
            + " round the loss.");
    totals.add(SumDisclosure.judged("all label parties' rows", section.objective()));
    totals.add(
        "Less one's own part, a total is that of all other label parties together; one that is of"
            + " few people may tell single ones. Nothing is added to the totals beside the cipher's"
            + " noise.");
    totals.add(
        "Which candidates win is the same in all groups, and so is their number: label parties who"
            + " put theirs together, or one that does so with any party of a slot, know of each"
            + " other's feature parties in that slot what they know of their own.");
    if (MixedLabelSide.comparesGroups(job)) {
      totals.add(
          "Each group trains once more by itself, to compare (evaluate.solo): its label party can have"
              + " the bitmaps of as many further candidates, and gets sums of the same rows once"
              + " more, with noise of their own.");
    }
    List<String> slot =
        pools
            ? List.of(
                "Of feature parties that hold the same columns, each: the names of the others'"
                    + " columns, and of all their rows that train together how many lack a value and"
                    + " how many lie in which octave and, where crowded, in ever narrower parts; the"
                    + " common cuts, and the secret order of the candidates, which no label party"
                    + " learns.",
                "Gain and cover of its kept splits, to 25 %, are of the people of all groups.")
            : List.of(
                "Gain and cover of its kept splits, to 25 %, are of the people of all groups.");
    return new MixedDisclosure(SplitDisclosure.of(job), SumDisclosure.of(job, totals), slot);
  }

  @Override
  public List<String> featureParty() {
    return Stream.concat(group.featureParty().stream(), slot.stream()).toList();
  }

  @Override
  public List<String> labelParty() {
    return Stream.concat(group.labelParty().stream(), sums.labelParty().stream()).toList();
  }

  @Override
  public List<String> of(PartyId party, Role role) {
    return role == Role.LABEL
        ? Stream.concat(group.labelParty().stream(), sums.of(party, role).stream()).toList()
        : featureParty();
  }

  @Override
  public Map<String, List<String>> byWho() {
    Map<String, List<String>> seen = new LinkedHashMap<>();
    seen.put("Feature parties", featureParty());
    seen.put("Label parties", labelParty());
    sums.byWho().entrySet().stream()
        .skip(1)
        .forEach(summing -> seen.put(summing.getKey(), summing.getValue()));
    return seen;
  }

  @Override
  public String alignment() {
    return "Inside a group all parties also learn which of their own people they have in common and"
        + " which of these train, validate and test; the label party, which of its people each"
        + " partner has. It and a partner learn how many people the other brought. Of the people of"
        + " other groups nobody learns who they are.";
  }

  @Override
  public List<String> aggregator() {
    return group.aggregator();
  }
}
