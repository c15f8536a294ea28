package dev.tributary.fl.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connectors.KeptRows;
import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableSource;
import dev.tributary.connectors.cells.TableProfile;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Supervised;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelMeaningTest {
  private static JobFile job(String positive, String objective) {
    return Algorithms.parse(
        "job: j\nparties: {a: {role: label}, b: {role: label}, c: {role: label}}\n"
            + "train: {algorithm: horizontal-glm, objective: "
            + objective
            + "}\nsimulate: {a: {data: {path: a.csv, id: id, label: y"
            + (positive == null ? "" : ", positive: " + positive)
            + "}}}",
        "job.yaml");
  }

  private static String compared(String positive) {
    return compared(job(positive, "binary"));
  }

  private static String compared(JobFile job) {
    TableSource data = job.simulate().get("a").data();
    TableProfile profile = new TableProfile(0, List.of(), Map.of(), false, Map.of());
    SourceTable table =
        new SourceTable(
            null, data, List.of("x"), profile, new KeptRows(0, 0, 0), -1, Set.of(), Set.of());
    return ComparedColumns.of(job, table).terms();
  }

  /** What is compared before the first sum, so that two opposite labels are never summed. */
  @Test
  void oppositeWordsDifferAndEqualOnesDoNot() {
    assertThat(compared("bad")).isEqualTo("horizontal-glm with label 'bad' as 1");
    assertThat(compared("good")).isNotEqualTo(compared("bad"));
    assertThat(compared("bad")).isNotEqualTo(compared((String) null));
    assertThat(compared("0")).isNotEqualTo(compared((String) null));
    assertThat(compared("false")).isNotEqualTo(compared((String) null));
    for (String one : List.of("1", "1.0", "'1'", "'01'", "true", "'TRUE'")) {
      assertThat(compared(one)).as(one).isEqualTo(compared((String) null));
    }
    assertThat(compared(job(null, "poisson"))).isEqualTo("horizontal-glm");
  }

  @Test
  void wordsAreToldWithTheirCounts() {
    JobFile job = job("bad", "binary");
    TableProfile profile =
        new TableProfile(9, List.of(), Map.of("bad", 2L, "good", 7L), false, Map.of());
    assertThat(
            LabelMeaning.counted(
                job.simulate().get("a").data(), (Supervised) job.train().section(), profile))
        .hasValue("'bad' (2 rows) counts as 1, 'good' (7 rows) as 0");
  }
}
