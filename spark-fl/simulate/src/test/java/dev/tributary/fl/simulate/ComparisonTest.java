package dev.tributary.fl.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static String text(String json) throws IOException {
    return Comparison.text(
        new ObjectMapper().readTree(json.replace('\'', '"')), new PartyId("lender"));
  }

  @Test
  void showsIntervalsOfPeopleWhoWereSetAside() throws IOException {
    String text =
        text(
            """
            {'weighted': true, 'judged': {'split': 'test', 'held-out': true, 'rows': 1201},
             'joint': {'train': {'auc': 0.9}, 'test': {'auc': 0.8, 'top': {'0.05': {'ks': 0.3}}}},
             'solo': {'train': {'auc': 0.7}, 'test': {'auc': 0.75, 'top': {'0.05': {'ks': 0.1}}}},
             'uplift': {'auc': 0.05, 'intervals': {'auc': {'low': -0.01, 'high': 0.11},
               'top': {'0.05': {'ks': {'low': 0.1, 'high': 0.3}}}}}}
            """);

    assertThat(text)
        .containsPattern("on 1,201 unseen rows +solo +joint +uplift +95 % interval")
        .containsPattern("auc +0.7500 +0.8000 +\\+0.0500 +-0.0100 to \\+0.1100")
        .containsPattern("top 0.05 ks +0.1000 +0.3000 +\\+0.2000 +\\+0.1000 to \\+0.3000")
        .contains("metrics are weighted; counts are of rows")
        .doesNotContain("flatters");
  }

  @Test
  void rowsThatTrainedAreNotUnseen() throws IOException {
    String text =
        text(
            """
            {'weighted': false, 'judged': {'split': 'train', 'held-out': false, 'rows': 210},
             'joint': {'train': {'rmse': 0.9}}, 'solo': {}, 'uplift': {}}
            """);

    assertThat(text)
        .contains("on 210 train rows", "these rows trained the model, which flatters it: give")
        .containsPattern("rmse \\(lower is better\\) +- +0.9000 +-")
        .doesNotContain("unseen", "interval", "weighted", "seconds per tree", "both");
    assertThat(
            text(
                """
                {'judged': {'split': 'train', 'held-out': false, 'rows': 210},
                 'joint': {'train': {'rmse': 0.9}}, 'solo': {'train': {'rmse': 1.1}}, 'uplift': {}}
                """))
        .contains("these rows trained both models, which flatters both: give the job a split");
  }

  /** Every loss is called one, and nothing else. */
  @Test
  void whatFallsAsAModelGetsBetterIsSaid() throws IOException {
    String test = "{'auc': 0.8, 'logloss': 0.3, 'rmse': 0.2, 'deviance': 0.9, 'r2': 0.7}";
    String text =
        text(
            "{'judged': {'split': 'test', 'held-out': true, 'rows': 9}, 'joint': {'test': "
                + test
                + "}, 'solo': {'test': "
                + test
                + "}, 'uplift': {}}");

    assertThat(text.lines().filter(line -> line.contains("(lower is better) ")))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("logloss", "rmse", "deviance");
    assertThat(text.lines().filter(line -> line.matches("[a-z0-9]+ .*0\\.[0-9]{4}.*")))
        .extracting(String::length)
        .as("columns stand below each other")
        .containsOnly(
            text.lines().filter(line -> line.startsWith("auc")).findFirst().orElseThrow().length());
  }

  @Test
  void whereNoModelWasJudgedNothingIsCompared() throws IOException {
    assertThat(text("{'rows': {'own': 500}, 'traffic': {'bytes-sent': 7}}")).isEmpty();
  }
}
