package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.run.Fallback;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.ModelUse;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With the stored parts of a model of an earlier release, whose training made no solo model. */
class GbdtScoringIT {
  private static final Path PARTS = Path.of("../ml/src/test/resources/models/format-1");
  private static final PartyId LENDER = new PartyId("lender");
  private static final JobFile JOB =
      Algorithms.parse("job: j\nparties: {lender: {role: label}, bureau: {role: feature}}", "job");

  private static GbdtScoring scoring(String party, Optional<Fallback> fallback) {
    PartyId self = new PartyId(party);
    RunRequest request = new RunRequest(JOB, null, self, "run", "out", "work");
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
}
