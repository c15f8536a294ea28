package dev.tributary.fl.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a label party's own table may look like, and what it is told when it does not. */
class LabelColumnIT {
  private static final String GOOD =
      """
      id,y,age,income
      007,1, 31 ,1e3
      8,0,,NA
      9,1,40,-2.5
      """;

  @TempDir private Path folder;

  private List<String> check(String csv, String more, String train) throws IOException {
    return check(csv, more, train, "{}");
  }

  private List<String> check(String csv, String more, String train, String split)
      throws IOException {
    Path file = Files.writeString(folder.resolve("data.csv"), csv);
    PartyFile party =
        PartyFile.parse(
            "party: a\ndata: {path: "
                + file
                + ", id: id, label: y"
                + (more.contains("missing:") ? "" : ", missing: [NA]")
                + more
                + "}\naggregator: {address: \"h:1\"}\n"
                + "identity: {certificate: c, key: k, trust: t}",
            "party");
    String others =
        train.contains("horizontal")
            ? "b: {role: label}, c: {role: label}"
            : train.contains("mixed")
                ? "b: {role: label}, c: {role: label}, d: {role: feature, with: [a, b, c]}"
                : "b: {role: feature}";
    JobFile job =
        Algorithms.parse(
            "job: j\nparties: {a: {role: label}, "
                + others
                + "}\nsplit: "
                + split
                + "\ntrain: "
                + train,
            "job");
    return CheckedTable.of(SparkForTests.session(), party.data(), job).warnings();
  }

  private AbstractThrowableAssert<?, ?> assertRefused(String csv, String more, String train) {
    return assertThatThrownBy(() -> check(csv, more, train))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER));
  }

  @Test
  void refusesLabelsOutsideTheObjectivesDomain() throws IOException {
    check(GOOD, "", "{objective: binary}");
    assertRefused(GOOD.replace("007,1", "007,2"), "", "{objective: binary}")
        .hasMessageContaining("labels must be 0 or 1 for objective: binary");
    assertRefused(GOOD.replace("007,1", "007,0.5"), "", "{objective: multiclass, classes: 3}")
        .hasMessageContaining("whole numbers from 0 to 2");
    assertRefused(GOOD.replace("007,1", "007,-1"), "", "{objective: poisson}")
        .hasMessageContaining("at least 0");
    assertRefused(GOOD.replace("8,0", "8,1"), "", "{}")
        .hasMessageContaining("every label is 1.0: there is nothing to learn");
    assertRefused("id,y,age\n", "", "{}").hasMessageContaining("the data has no rows");
  }

  @Test
  void refusesRowsWithoutALabel() {
    for (String label : List.of("", "NaN", "NA")) {
      assertRefused(GOOD.replace("007,1", "007," + label), "", "{}")
          .hasMessageContaining("1 of 3 rows have no label");
    }
  }

  /** Of labels -1 and 1 a marker for all columns takes every other row. */
  @Test
  void saysWhichMarkerMakesALabelNone() throws IOException {
    String signs = "id,y,x\n1,-1,1\n2,1,2\n3,-1.0,-1\n4,,4\n5,nan,5\n6,1,6\n7,-1,7\n";
    String none = ", which data.missing takes for none: if that is a label, let data.missing name";
    for (String positive : List.of("", ", positive: 1")) {
      assertRefused(signs, positive + ", missing: [-1]", "{}")
          .hasMessageContaining(
              "5 of 7 rows have no label, among them '-1' (2 rows), '-1.0' (1 rows)" + none);
    }
    assertRefused("id,y,x\n1,bad,1\n2,good,2\n3,bad,3\n", ", positive: good, missing: [bad]", "{}")
        .hasMessageContaining("2 of 3 rows have no label, among them 'bad' (2 rows)" + none);
    String two = signs.replace("4,,4\n5,nan,5\n", "").replace("-1.0", "-1");
    check(two, ", positive: 1, missing: {x: [-1]}", "{}");
    assertRefused(two.replace("2,1", "2,"), ", positive: 1, missing: [99]", "{}")
        .hasMessageEndingWith("1 of 5 rows have no label: leave them out of the data");
  }

  /** Before the join takes rows away, and before anything is trained. */
  @Test
  void refusesTestRowsOfOneClassWhereRanksAreJudged() throws IOException {
    String three = GOOD + "10,1,35,1\n";
    String split = "{test: \"id in (9, 10)\"}";
    assertThatThrownBy(() -> check(three, "", "{}", split))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("all 2 test rows have label 1: AUC and KS need both classes")
        .extracting(FederationException::codeOf)
        .isEqualTo(ErrorCode.USER);
    check(three + "11,0,35,1\n", "", "{}", "{test: \"id in (8, 9)\"}");
    check(three, "", "{objective: poisson}", split);
  }

  @Test
  void refusesSetsThatTheJobAsksForAndNoRowIsOf() throws IOException {
    String three = GOOD + "10,1,35,1\n";
    assertSplitRefused(three, "{test: \"id = 99\"}", "split.test matches no row (id = 99)");
    assertSplitRefused(
        three,
        "{test: \"id in (8, 9)\", validation: \"id = 8\"}",
        "split.validation (id = 8) matches 1 rows, all of which split.test takes");
    assertSplitRefused(three, "{train: 0.999999}", "split.train leaves no test row");
    assertSplitRefused(
        three,
        "{test: \"id in (8, 9)\", validation: \"id in ('007', '10')\"}",
        "all 2 validation rows have label 1");
    check(three, "", "{}", "{train: 1.0}");
    check(three, "", "{}", "{}");
  }

  private void assertSplitRefused(String csv, String split, String message) {
    assertThatThrownBy(() -> check(csv, "", "{}", split))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(message)
        .extracting(FederationException::codeOf)
        .isEqualTo(ErrorCode.USER);
  }

  /** What only a run that has matched rows would find would come too late: it reveals matches. */
  @Test
  void refusesASplitThatLeavesNothingToLearnFrom() {
    String four = GOOD.replace("NA", "7") + "10,1,35,1\n11,0,35,1\n";
    assertSplitRefused(
        four, "{test: \"id > 0\"}", "the split leaves no row of this data to train on");
    assertSplitRefused(
        four, "{test: \"id in (8, 9)\", validation: \"id in (10, 11)\"}", "have 1 of 2 labels");
    assertThatThrownBy(
            () -> check(four, "", "{objective: poisson}", "{test: \"id in (9, 10) or id = 7\"}"))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(
            "the split leaves to train on have label 0.0: there is nothing to learn");
  }

  /** Others have more rows, and other labels, and all are judged together. */
  @Test
  void aPartyOfManyMayHaveFewRowsAndOneLabel() throws IOException {
    String glm = "{algorithm: horizontal-glm}";
    String one = "id,y,x\n1,0,1\n2,0,3\n";
    check(one, "", glm, "{test: \"id = 2\"}");
    check(one, "", glm, "{test: \"id = 99\"}");
    check(one.replace("0", "good"), ", positive: bad", glm);
    assertThatThrownBy(() -> check(one, "", glm, "{test: \"id > 0\"}"))
        .hasMessageContaining("leaves no row of this data to train on");
  }

  /** Nothing is aligned there: a person may have several rows. */
  @Test
  void repeatedIdsAreCountedWhereNothingIsAligned() throws IOException {
    String twice = "id,y,x\n1,0,1\n2,1,3\n2,0,4\n";
    assertThat(check(twice, "", "{algorithm: horizontal-glm}"))
        .anyMatch(
            w ->
                w.startsWith(
                    "1 of 3 rows repeat the id of another row, such as '2': each counts as"));
    assertRefused(twice, "", "{}").hasMessageContaining("alignment needs one row per id");
    assertRefused(twice, "", "{algorithm: mixed-gbdt}").hasMessageContaining("one row per id");
  }

  /** All of them would count as 0, and nobody would see it in sums over all parties. */
  @Test
  void refusesTwoWordsOfWhichNoneIsThePositiveAlsoAtAPartyOfMany() throws IOException {
    String words = "id,y,x\n1,GOOD,1\n2,BAD,3\n3,GOOD,4\n";
    for (String algorithm : List.of("glm", "gbdt", "mlp")) {
      assertRefused(words, ", positive: bad", "{algorithm: horizontal-" + algorithm + "}")
          .hasMessageContaining(
              "no label is data.positive: bad; label 'y' is 'GOOD' (2 rows), 'BAD' (1 rows):"
                  + " correct data.positive or data.label");
    }
    check(words, ", positive: BAD", "{algorithm: horizontal-glm}");
  }

  /** In a horizontal job others have such rows; in a mixed one each label party needs its own. */
  @Test
  void saysWhatComesOfASetOfWhichAPartyOfManyHasNoRow() throws IOException {
    String data = "id,y,x\n1,0,1\n2,1,3\n3,1,4\n";
    String split = "{test: \"id = 1\", validation: \"id = 99\"}";
    assertThat(check(data, "", "{algorithm: horizontal-gbdt, early-stopping-rounds: 3}", split))
        .anyMatch(
            w ->
                w.contains("no row of this data is of the validation rows")
                    && w.contains("which alone say when training stops")
                    && !w.contains("models are judged"));
    assertThat(check(data, "", "{algorithm: horizontal-gbdt}", "{validation: \"id = 99\"}"))
        .anyMatch(w -> w.contains("models are judged on those of the others, losses of rounds"));
    // A linear model has no rounds.
    assertThat(check(data, "", "{algorithm: horizontal-glm}", "{validation: \"id = 99\"}"))
        .anyMatch(w -> w.contains("judged on those of the others") && !w.contains("rounds"));
    assertThat(check(data, "", "{algorithm: horizontal-glm}", split))
        .anyMatch(w -> w.contains("nothing is made of them beside test rows"));
    String mixed = "{algorithm: mixed-gbdt}";
    assertThatThrownBy(() -> check(data, "", mixed, "{test: \"id = 99\"}"))
        .hasMessageContaining("split.test matches no row (id = 99)");
    assertThatThrownBy(() -> check(data, "", mixed, split))
        .hasMessageContaining("split.validation matches no row (id = 99)");
  }

  /** Of a column of both signs and of one; a lone value among equals is nothing to warn of. */
  @Test
  void warnsOfAValueThatATotalWouldNotHide() throws IOException {
    String csv = "id,y,x,z,u\n1,0,1,-1,1\n2,1,2,2,2\n3,0,1e300,-40,3\n4,1,3,3,4\n";
    assertThat(warnings(csv, "{algorithm: federated-stats}"))
        .anyMatch(
            w ->
                w.contains("one value that is larger than all others of yours together (2):")
                    && w.contains("x (100 % of the sum of magnitudes), z (87 % of the sum"));
    assertThat(warnings(csv.replace("1e300,-40", "4,-4"), "{algorithm: federated-stats}"))
        .isEmpty();
  }

  private List<String> warnings(String csv, String train) throws IOException {
    Path file = Files.writeString(folder.resolve("data.csv"), csv);
    JobFile job =
        Algorithms.parse(
            "job: j\nparties: {a: {role: label}, b: {role: label}, c: {role: label}}\ntrain: "
                + train
                + "\nsimulate: {a: {data: {path: "
                + file
                + ", id: id}}}",
            "job");
    return CheckedTable.of(SparkForTests.session(), job.simulate().get("a").data(), job).warnings();
  }

  /** The algorithm's own needs are part of the check that plan and run share. */
  @Test
  void refusesWhatTheAlgorithmCannotTake() {
    String glm = "{algorithm: horizontal-glm}";
    assertRefused("id,y,x\n1,0,1\n2,1,\n", "", glm)
        .hasMessageContaining("column 'x' has missing values");
    assertRefused("id,y,w,x\n1,0,1,1\n2,1,1e9,2\n", ", weight: w", glm)
        .hasMessageContaining("column 'w' has weights above 1e8");
  }

  @Test
  void refusesWeightsThatWeighNothingUsable() {
    assertRefused("id,y,w,x\n1,1,0,1\n2,0,0,1\n", ", weight: w", "{}")
        .hasMessageContaining("every weight in column 'w' is 0");
    assertThatThrownBy(
            () ->
                check(
                    "id,y,w,x\n1,1,0,1\n2,0,0,1\n3,1,1,1\n4,0,1,1\n",
                    ", weight: w",
                    "{}",
                    "{test: \"id in (3, 4)\"}"))
        .hasMessageContaining("to train on all have weight 0");
    String four = "id,y,w,x\n1,1,1,1\n2,0,1,1\n3,1,0,1\n4,0,0,1\n5,0,1,1\n";
    assertThatThrownBy(() -> check(four, ", weight: w", "{}", "{test: \"id in (3, 4)\"}"))
        .hasMessageContaining(
            "all 2 test rows have weight 0, so that no model can be judged on them");
    assertThatThrownBy(() -> check(four, ", weight: w", "{}", "{test: \"id in (3, 5)\"}"))
        .hasMessageContaining("all test rows that weigh anything have label 0");
    assertThatThrownBy(() -> check(four, ", weight: w", "{}", "{test: \"id in (1, 5)\"}"))
        .hasMessageContaining("to train on have 1 of 2 labels");
    for (String weight : List.of("-1", "", "Infinity")) {
      assertRefused("id,y,w,x\n1,1,1,1\n2,0," + weight + ",1\n", ", weight: w", "{}")
          .hasMessageContaining("1 rows have a weight that is missing, negative or not finite");
    }
    assertRefused("id,y,w,x\n1,1,1,1\n2,0,1e300,1\n", ", weight: w", "{}")
        .hasMessageContaining("column 'w' has weights above 1e8, beside which others would drown");
  }
}
