package dev.tributary.fl.jobs.plan;

import dev.tributary.fl.jobs.file.Cipher;
import dev.tributary.fl.jobs.file.Objective;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.run.DataProfile;
import dev.tributary.fl.jobs.run.Disclosures;
import dev.tributary.protocol.PartyId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan as text for people. */
public final class PlanText {
  private static final int MOST_NAMED = 8;

  /** Columns of a feature party whose number this party does not know. */
  private static final int ASSUMED_COLUMNS = 100;

  /** Bytes of an id on its way, in each direction of {@code ecdh-psi}. */
  private static final int POINT = 32;

  private static final int TOKEN = 16;

  private final PlanInput plan;
  private final StringBuilder text = new StringBuilder();

  private PlanText(PlanInput plan) {
    this.plan = plan;
  }

  /** The plan, ending in a line feed. */
  public static String of(PlanInput plan) {
    PlanText text = new PlanText(plan);
    text.reads();
    text.sends();
    text.learns();
    text.section("warnings");
    List<String> warnings = PlanWarnings.of(plan);
    warnings.forEach(text::item);
    if (warnings.isEmpty()) {
      text.item("none");
    }
    text.line("");
    text.line("Nothing has left this party. Rows in common are known only once the parties align.");
    return text.text.toString();
  }

  private void reads() {
    DataProfile profile = plan.profile();
    line(
        "plan of job %s for %s (%s)",
        plan.job().job(), plan.self(), plan.job().parties().get(plan.self().name()).role());
    section("reads");
    item(
        "%s %s%s",
        plan.data().format(),
        plan.data().path() == null ? "(see data.options)" : plan.data().path(),
        profile.bytes() < 0 ? "" : ", " + size((double) profile.bytes()));
    item(
        "%,d rows with %,d different ids (%s)",
        profile.rows(), profile.keys(), String.join(", ", plan.data().id()));
    if (plan.labelParty()) {
      item("%s", label(profile));
    }
    item("%,d feature columns: %s", profile.features().size(), names(profile));
    item("%s", missing(profile));
  }

  private String label(DataProfile profile) {
    return plan.job().train().objective() == Objective.BINARY
        ? String.format(
            Locale.ROOT,
            "label %s: %.2f %% of the rows (%,.0f) have label 1",
            plan.data().label(),
            100 * profile.labelMean(),
            profile.labelMean() * profile.rows())
        : String.format(
            Locale.ROOT, "label %s: mean %.6g", plan.data().label(), profile.labelMean());
  }

  private static String names(DataProfile profile) {
    return profile.features().stream()
            .limit(MOST_NAMED)
            .map(DataProfile.Feature::name)
            .collect(Collectors.joining(", "))
        + (profile.features().size() > MOST_NAMED ? ", ..." : "");
  }

  private static String missing(DataProfile profile) {
    List<DataProfile.Feature> some =
        profile.features().stream()
            .filter(f -> f.missing() > 0)
            .sorted(Comparator.comparingLong(DataProfile.Feature::missing).reversed())
            .toList();
    if (some.isEmpty()) {
      return "no missing values";
    }
    return some.size()
        + " columns have missing values; most: "
        + some.stream()
            .limit(MOST_NAMED)
            .map(
                f ->
                    String.format(
                        Locale.ROOT, "%s %.1f %%", f.name(), 100.0 * f.missing() / profile.rows()))
            .collect(Collectors.joining(", "));
  }

  private void sends() {
    TrainSection train = plan.job().train();
    long rows = plan.profile().keys();
    long training = Math.max(1, Math.round(rows * plan.trainingShare()));
    section("sends, at most (if all of these rows are common; full trees)");
    for (PartyId other : plan.job().partyIds()) {
      boolean dialogue = plan.labelParty() || other.equals(plan.job().labelParty());
      if (!other.equals(plan.self()) && dialogue) {
        cost(other, train, rows, training);
      }
    }
    item("to all others: nothing; every message is sealed and passes through the aggregator");
  }

  private void cost(PartyId other, TrainSection train, long rows, long training) {
    long complete = plan.profile().features().stream().filter(f -> f.missing() == 0).count();
    long columns = plan.labelParty() ? ASSUMED_COLUMNS : plan.profile().features().size();
    long gaps = plan.labelParty() ? 0 : columns - complete;
    long candidates = TreeCost.candidates(train, columns - gaps, gaps);
    TreeCost tree = TreeCost.of(train, training, rows, columns, candidates);
    double trees = (double) train.trees() * train.treesPerRound();
    item(
        "to %s, once: %s to align (%d bytes per own id, at most %d per id in reply)",
        other, size((double) rows * (POINT + TOKEN)), POINT, TOKEN);
    if (plan.labelParty()) {
      item(
          "to %s, once: %s that say which common rows train, validate and test",
          other, size((double) rows));
    }
    item(
        "with %s, per tree: %,d messages both ways, %s sent, %s received%s",
        other,
        tree.messages(),
        size(plan.labelParty() ? tree.down() : tree.up()),
        size(plan.labelParty() ? tree.up() : tree.down()),
        plan.labelParty() ? " (if it has " + ASSUMED_COLUMNS + " columns)" : "");
    item(
        "with %s, all %,.0f trees: %s sent, %s received",
        other,
        trees,
        size(trees * (plan.labelParty() ? tree.down() : tree.up())),
        size(trees * (plan.labelParty() ? tree.up() : tree.down())));
    item("%s", work(other, train, tree));
  }

  private String work(PartyId other, TrainSection train, TreeCost tree) {
    return plan.labelParty()
        ? String.format(
            Locale.ROOT,
            "work for %s, per tree (cipher: %s): %,.0f %s, %,.0f decryptions",
            other,
            train.cipher(),
            tree.encryptions(),
            train.cipher() == Cipher.LATTICE ? "hidden words" : "encryptions",
            tree.decryptions())
        : String.format(
            Locale.ROOT,
            "work, per tree (cipher: %s): %,.0f %s",
            train.cipher(),
            tree.additions(),
            TreeCost.unit(train.cipher()));
  }

  private void learns() {
    Disclosure disclosure = Disclosures.of(plan.job().train());
    section("who learns what");
    for (PartyId party : plan.job().partyIds()) {
      boolean label = party.equals(plan.job().labelParty());
      line("  %s%s:", party, party.equals(plan.self()) ? " (you)" : "");
      item(
          label
              ? "which of its ids each other party has, and how many ids that party brings"
              : "which of its ids all parties have, and how many ids the label party brings");
      (label ? disclosure.labelParty() : disclosure.featureParty()).forEach(this::item);
    }
    line("  aggregator:");
    disclosure.aggregator().forEach(this::item);
  }

  private void section(String name) {
    line("");
    line("%s", name);
  }

  private void item(String format, Object... arguments) {
    String item = arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments);
    line("%s", "  - " + item);
  }

  private void line(String format, Object... arguments) {
    text.append(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments));
    text.append('\n');
  }

  /** Bytes with a unit that fits. */
  static String size(double bytes) {
    if (bytes < 1e3) {
      return String.format(Locale.ROOT, "%.0f bytes", bytes);
    }
    if (bytes < 1e6) {
      return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }
    return bytes < 1e9
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
