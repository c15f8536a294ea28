package dev.tributary.fl.jobs.plan;

import dev.tributary.fl.jobs.data.DataProfile;
import dev.tributary.fl.jobs.file.AlignProtocol;
import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.session.Role;
import dev.tributary.protocol.PartyId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan as text for people. */
public final class PlanText {
  private static final int MOST_NAMED = 8;

  private final PlanInput plan;
  private final AlgorithmPlan algorithm;
  private final StringBuilder text = new StringBuilder();

  private PlanText(PlanInput plan, AlgorithmPlan algorithm) {
    this.plan = plan;
    this.algorithm = algorithm;
  }

  /** The plan, ending in a line feed. */
  public static String of(PlanInput plan, AlgorithmPlan algorithm) {
    PlanText text = new PlanText(plan, algorithm);
    text.reads();
    text.sends();
    text.learns();
    text.refused();
    text.section("warnings");
    List<String> warnings = PlanWarnings.of(plan, algorithm);
    warnings.forEach(text::item);
    if (warnings.isEmpty()) {
      text.item("none");
    }
    text.line("");
    text.line(
        "Nothing has left this party."
            + (plan.aligns() ? " Rows in common are known only once the parties align." : ""));
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
        plan.aligns() ? "%,d rows, each with an id of its own (%s)" : "%,d rows (id: %s)",
        profile.rows(),
        String.join(", ", plan.data().id()));
    if (plan.data().where() != null) {
      item("%s", profile.kept().words());
    }
    if (plan.labelParty() && plan.job().train().section() instanceof Supervised learned) {
      item("%s", label(learned, profile));
    }
    profile.notes().forEach(note -> item("%s", note));
    item("%,d feature columns: %s", profile.features().size(), names());
    item("%s", missing(profile));
  }

  private String label(Supervised learned, DataProfile profile) {
    return String.format(
        Locale.ROOT,
        "label %s: %s%s",
        plan.data().label(),
        learned.objective().describe(profile.labelMean(), profile.rows()),
        profile.labelWords().map(words -> "; " + words).orElse(""));
  }

  private String names() {
    List<DataProfile.Feature> features = plan.profile().features();
    int shown = plan.columns() == PlanInput.Columns.ALL ? features.size() : MOST_NAMED;
    return features.stream()
            .limit(shown)
            .map(DataProfile.Feature::name)
            .collect(Collectors.joining(", "))
        + (features.size() > shown ? ", ... (--columns lists all)" : "");
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
    return "columns with missing values: "
        + some.size()
        + "; most: "
        + some.stream()
            .limit(MOST_NAMED)
            .map(
                f ->
                    String.format(
                        Locale.ROOT, "%s %.1f %%", f.name(), 100.0 * f.missing() / profile.rows()))
            .collect(Collectors.joining(", "));
  }

  private void sends() {
    long rows = plan.profile().rows();
    section("sends, at most" + (plan.aligns() ? " (if all of these rows are common)" : ""));
    for (PartyId other : plan.peers()) {
      if (plan.aligned(other)) {
        AlignProtocol protocol = plan.job().align().protocol();
        item(
            "to %s, once: %s to align (%d bytes per own id, at most %d per id in reply)",
            other,
            size((double) rows * (protocol.sent() + protocol.replied())),
            protocol.sent(),
            protocol.replied());
      }
      algorithm.exchanges().getOrDefault(other, List.of()).forEach(text -> item("%s", text));
    }
    item("to all others: nothing; every message is sealed and passes through the aggregator");
  }

  private void learns() {
    Disclosure disclosure = algorithm.disclosure();
    section("who learns what");
    for (PartyId party : plan.job().partyIds()) {
      Role role = plan.job().roster().role(party);
      line("  %s%s:", party, party.equals(plan.self()) ? " (you)" : "");
      if (plan.aligns()) {
        item(
            role == Role.LABEL
                ? "which of its ids each other party has, and how many ids that party brings"
                : "which of its ids all parties have, and how many ids the label party brings");
      }
      disclosure.of(party, role).forEach(this::item);
    }
    line("  aggregator:");
    disclosure.aggregator().forEach(this::item);
  }

  private void refused() {
    List<String> refusals = plan.safeguards().refusals();
    if (!refusals.isEmpty()) {
      section("refused: a run would end here before it joins");
      refusals.forEach(this::item);
    }
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
  public static String size(double bytes) {
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
