package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import static dev.tributary.fl.jobs.plan.PlanText.size;

import dev.tributary.fl.jobs.plan.AlgorithmPlan;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.vertical.cipher.Protection;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a plan says of trees: upper bounds per tree, who learns what, warnings. */
public final class GbdtPlan {
  /** Columns of a feature party whose number this party does not know. */
  public static final int ASSUMED_COLUMNS = 100;

  private final PlanInput plan;
  private final int trainings;
  private final GbdtSection train;

  private GbdtPlan(PlanInput plan, int trainings) {
    this.plan = plan;
    this.trainings = trainings;
    this.train = GbdtSection.of(plan.job());
  }

  public static AlgorithmPlan of(PlanInput input) {
    return of(input, 1);
  }

  /**
   * @param trainings of each label party with its partners
   */
  public static AlgorithmPlan of(PlanInput input, int trainings) {
    GbdtPlan plan = new GbdtPlan(input, trainings);
    Protection protection = plan.train.protection();
    Map<PartyId, List<String>> exchanges = new LinkedHashMap<>();
    for (PartyId other : input.peers()) {
      exchanges.put(other, plan.exchange(other));
    }
    List<String> warnings = new ArrayList<>(protection.warnings());
    if (!input.labelParty()) {
      plan.wholeTable().ifPresent(warnings::add);
    }
    return new AlgorithmPlan(exchanges, SplitDisclosure.of(input.job()), warnings);
  }

  /** Where the job's trees have room for every candidate of this feature party's table. */
  private Optional<String> wholeTable() {
    double bitmaps = trees() * ((1L << train.depth()) - 1);
    long candidates = candidates();
    return bitmaps < candidates
        ? Optional.empty()
        : Optional.of(
            text(
                "the job's trees have room for %,.0f splits and your columns have %,d candidates at"
                    + " most: a label party that does not keep to the protocol can have the bitmap"
                    + " of each, which is your whole binned table",
                bitmaps, candidates));
  }

  /** Of the feature party: this one, or one of which only a size is assumed. */
  private long candidates() {
    if (plan.labelParty()) {
      return TreeCost.candidates(train, ASSUMED_COLUMNS, 0);
    }
    long complete = plan.profile().features().stream().filter(f -> f.missing() == 0).count();
    return TreeCost.candidates(train, complete, plan.profile().features().size() - complete);
  }

  private List<String> exchange(PartyId other) {
    long rows = plan.profile().rows();
    TreeCost tree = cost(rows);
    double sent = plan.labelParty() ? tree.down() : tree.up();
    double received = plan.labelParty() ? tree.up() : tree.down();
    List<String> items = new ArrayList<>();
    if (plan.labelParty()) {
      items.add(
          text(
              "to %s, once: %s that say which common rows train, validate and test",
              other, size((double) rows)));
    }
    items.add(
        text(
            "with %s, per full tree: %,d messages both ways, %s sent, %s received%s",
            other,
            tree.messages(),
            size(sent),
            size(received),
            plan.labelParty() ? " (if it has " + ASSUMED_COLUMNS + " columns)" : ""));
    items.add(
        text(
            "with %s, all %,.0f trees: %s sent, %s received",
            other, trees(), size(trees() * sent), size(trees() * received)));
    items.add(work(other, tree));
    return items;
  }

  private double trees() {
    return (double) trainings * train.trees() * train.treesPerRound();
  }

  private TreeCost cost(long rows) {
    long training = Math.max(1, Math.round(rows * plan.trainingShare()));
    long columns = plan.labelParty() ? ASSUMED_COLUMNS : plan.profile().features().size();
    return TreeCost.of(train, training, rows, columns, candidates());
  }

  private String work(PartyId other, TreeCost tree) {
    return plan.labelParty()
        ? text(
            "work for %s, per tree (cipher: %s): %,.0f %s, %,.0f decryptions",
            other,
            train.cipherName(),
            tree.sums().encryptions(),
            train.protection().hidden(),
            tree.sums().decryptions())
        : text(
            "work, per tree (cipher: %s): %,.0f %s",
            train.cipherName(), tree.sums().additions(), train.protection().added());
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
