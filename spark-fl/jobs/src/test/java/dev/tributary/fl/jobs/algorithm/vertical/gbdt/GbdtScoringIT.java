package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.fl.jobs.run.Fallback;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.ModelUse;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the stored parts of a model of an earlier release, whose training made no solo model. */
class GbdtScoringIT {
  private static final Path PARTS = Path.of("../ml/src/test/resources/models/format-1");
  private static final PartyId LENDER = new PartyId("lender");
  private static final JobFile JOB =
      Algorithms.parse("job: j\nparties: {lender: {role: label}, bureau: {role: feature}}", "job");

  @TempDir private Path folder;

  private static GbdtScoring scoring(String party, Optional<Fallback> fallback) {
    return scoring(party, fallback, null);
  }

  private static GbdtScoring scoring(String party, Optional<Fallback> fallback, PartyFile config) {
    PartyId self = new PartyId(party);
    RunRequest request = new RunRequest(JOB, config, self, "run", "out", "work", "kept");
    return new GbdtScoring(
        request,
        new ModelUse(PARTS.resolve(party).toString(), fallback),
        SparkForTests.session().sparkContext().hadoopConfiguration(),
        new Log(LENDER, System.err),
        List::of);
  }

  @Test
  void soloScoresOfNoSoloModelAreRefusedAtTheLabelParty() {
    assertThatThrownBy(() -> scoring("lender", Optional.of(Fallback.SOLO)))
        .hasMessageStartingWith("--fallback solo needs a solo model, and the training in ")
        .hasMessageContaining("say --fallback none")
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.USER));

    scoring("lender", Optional.of(Fallback.NONE));
    scoring("lender", Optional.empty());
    scoring("bureau", Optional.of(Fallback.SOLO));
  }

  /** The lender's rows, whose model uses the column a. */
  private SourceTable read(String csv, String more) throws IOException {
    Path file = Files.writeString(folder.resolve("lender.csv"), csv);
    PartyFile config =
        PartyFile.parse(
            "party: lender\ndata: {path: "
                + file
                + ", id: id, label: y"
                + more
                + "}\naggregator: {address: \"h:1\"}\n"
                + "identity: {certificate: c, key: k, trust: t}",
            "party");
    return scoring("lender", Optional.empty(), config).source(SparkForTests.session()).table();
  }

  /** Nobody has failed to pay yet. */
  @Test
  void labelsThatAreAllTheOtherOneAreScored() throws IOException {
    String good = "id,y,a\n1,good,0.5\n2,good,0.7\n3,,0.9\n";
    assertThat(read(good, ", positive: bad").profile().column("y").most()).isZero();
    assertThat(read(good.replace("good", "0"), "").profile().column("y").most()).isZero();
    assertThatThrownBy(() -> read(good.replace("2,good", "2,BAD"), ", positive: bad"))
        .hasMessageContaining("no label is data.positive: bad; label 'y' is")
        .hasMessageContaining("correct data.positive");
  }

  /** PARTY.yaml is that of the training; a score asks for the model's columns and no others. */
  @Test
  void whatIsSaidOfColumnsThatNoScoreNeedsIsLeftOut() throws IOException {
    String more =
        ", weight: w, types: {x9: int, a: double, id: bigint}, missing: {y: [\"?\"], w: [-1],"
            + " x9: [-1], a: [\"?\"], \"*\": [NA]}";
    SourceTable table = read("id,a\n1,0.5\n2,?\n3,NA\n", more);
    assertThat(table.features()).containsExactly("a");
    assertThat(table.profile().column("a").missing()).isEqualTo(2);
    assertThat(table.rows().first().getLong(0)).isOne();

    SourceTable labelled = read("id,y,a\n1,1,0.5\n2,?,0.1\n3,0,0.7\n", more);
    assertThat(labelled.profile().column("y").missing()).isOne();
  }
}
