package dev.tributary.fl.jobs.algorithm.gbdt;

import dev.tributary.fl.jobs.report.Disclosure;
import java.util.List;

/** What each role could see in a run, by cipher and membership mode, in plain words. */
public enum GbdtDisclosure implements Disclosure {
  /** Lattice cipher; nobody but the label party knows who is in which tree node. */
  LATTICE(
      List.of(
          Texts.OWN_SPLITS,
          "To 25 % the sums of all gradients and of all hessians, and the largest weight of a row."
              + " With two classes that tells about how many people are in each, unless there are"
              + " only some thirty or less of one.",
          "No labels, no scores, no gradients, and not which person falls into which tree node."),
      List.of(
          "Sums of its own gradients over groups of people per anonymous split candidate, blurred"
              + " by noise of the stated strength. Over very many trees such sums can help to"
              + " guess a column's coarse values for the rarer class.",
          Texts.SPLITS)),
  /** Paillier, with the mode that is usual elsewhere: node membership is sent in the clear. */
  PAILLIER_REVEALED(
      List.of(
          Texts.OWN_SPLITS,
          "Which tree node every person falls into. Since trees separate the classes, this can"
              + " suffice to guess labels. Choose a mode that hides membership where that matters.",
          "No scores and no gradients: these travel encrypted."),
      List.of(
          "Exact sums of its own gradients over groups of people per anonymous split candidate."
              + " Over many trees such sums can suffice to reconstruct a column's coarse values for"
              + " the rarer class.",
          Texts.SPLITS)),
  /** Paillier over all rows with hidden membership. */
  PAILLIER_HIDDEN(
      List.of(
          Texts.OWN_SPLITS,
          "No labels, no scores, no gradients, and not which person falls into which tree node."),
      List.of(
          "Exact sums of its own gradients over groups of people per anonymous split candidate."
              + " Over many trees such sums can suffice to reconstruct a column's coarse values for"
              + " the rarer class.",
          Texts.SPLITS)),
  /** No encryption at all: tests and comparisons on data that one owner holds. */
  PLAINTEXT(
      List.of(
          "Everything that the label party computes with: gradients of every person, hence"
              + " labels. This mode protects nothing."),
      List.of(
          "Exact sums over groups of people for every split candidate. This mode protects"
              + " nothing."));

  private final List<String> featureParty;
  private final List<String> labelParty;

  GbdtDisclosure(List<String> featureParty, List<String> labelParty) {
    this.featureParty = featureParty;
    this.labelParty = labelParty;
  }

  @Override
  public List<String> featureParty() {
    return featureParty;
  }

  @Override
  public List<String> labelParty() {
    return labelParty;
  }

  private static final class Texts {
    static final String SPLITS =
        "For each split that it chose, also in rounds that the model did not keep: which of all"
            + " people go left and right. At most one a node of the job's trees; the partner counts"
            + " them. No column name, no threshold, no value. With column-sample also which"
            + " candidates are of one column, and where the partner has monotone columns which anonymous"
            + " candidates are of these, and which way they go.";

    static final String OWN_SPLITS =
        "Which of its own columns and thresholds the model uses, and to 25 % how much these gain and"
            + " for how many people; and how large the trees are.";
  }
}
