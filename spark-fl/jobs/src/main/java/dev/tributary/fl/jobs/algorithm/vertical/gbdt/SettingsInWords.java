package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import dev.tributary.fl.jobs.algorithm.TreesInWords;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.split.SplitInWords;
import dev.tributary.fl.session.Role;
import dev.tributary.fl.training.Direction;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a job says, for readers who do not know its keys. */
final class SettingsInWords {
  private SettingsInWords() {}

  /**
   * @param monotone columns of the party that reads it
   */
  static Map<String, String> of(JobFile job, Map<String, Direction> monotone) {
    Map<String, String> words = of(job);
    if (!monotone.isEmpty()) {
      words.put(
          "Monotone columns",
          "all other columns being the same, scores only "
              + new TreeMap<>(monotone)
                  .entrySet().stream()
                      .map(
                          entry ->
                              (entry.getValue() == Direction.INCREASING
                                      ? "rise with "
                                      : "fall with ")
                                  + entry.getKey())
                      .collect(Collectors.joining(", "))
              + "; other parties may have columns like these without saying so");
    }
    return words;
  }

  static Map<String, String> of(JobFile job) {
    GbdtSection train = GbdtSection.of(job);
    Map<String, String> words = new LinkedHashMap<>();
    words.put(
        "Model",
        "gradient boosted trees over the columns of all parties"
            + (job.roster().in(Role.LABEL).size() > 1
                ? " and the people of all label parties"
                : ""));
    words.putAll(TreesInWords.of(train));
    words.put("Rows", SplitInWords.of(job.split()));
    words.put(
        "Alignment",
        text(
            "%s (%s) on %s; at least %,d rows in common%s",
            job.align().protocol().words(),
            job.align().protocol(),
            String.join(", ", job.align().key()),
            job.align().minIntersection(),
            job.align().maxIds() == null
                ? ""
                : text("; at most %,d ids of a party", job.align().maxIds())));
    words.put(
        "Protection",
        text(
            "cipher %s; feature parties %s which row is in which tree node",
            train.cipherName(), train.hidesMembership() ? "do not learn" : "learn"));
    return words;
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
