package dev.tributary.connectors;

import dev.tributary.connectors.cells.TableProfile;
import dev.tributary.protocol.FederationException;
import java.util.List;

/** What is wrong with labels that are words, and what to do about them. */
final class LabelWordsError {
  private LabelWordsError() {}

  static FederationException of(String label, TableProfile profile) {
    List<String> words = List.copyOf(profile.labels().keySet());
    if (words.size() == 2 && !profile.moreLabels()) {
      return FederationException.user(
          "label '%s' is no number: it is %s; say which one counts as 1, with data.positive: %s or"
              + " data.positive: %s",
          label, profile.countedLabels(), words.get(0), words.get(1));
    }
    return FederationException.user(
        "label '%s' must be a number, or one of two words with data.positive, and is %s: correct"
            + " data.label, leave rows out of the data, or write numbers",
        label, profile.countedLabels());
  }
}
