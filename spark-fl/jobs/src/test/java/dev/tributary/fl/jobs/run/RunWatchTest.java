package dev.tributary.fl.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.training.RoundReport;
import dev.tributary.protocol.PartyId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RunWatchTest {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final Log log =
      new Log(new PartyId("a"), new PrintStream(told, true, StandardCharsets.UTF_8));

  private String line(double trainingLoss, double validationLoss) {
    told.reset();
    new RunWatch(null, log, null)
        .round("train", new RoundReport(0, 4, trainingLoss, validationLoss, 2));
    return told.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void tellsTheLossesThatThereAre() {
    assertThat(line(0.25, 0.5))
        .isEqualTo(
            "tributary a: train: round 1 of 4, loss 0.25000 (validation 0.50000), 2.00 s, 6 s to"
                + " go");
    assertThat(line(0.25, Double.NaN)).contains("4, loss 0.25000, 2.00 s");
    assertThat(line(Double.NaN, Double.NaN)).endsWith("train: round 1 of 4, 2.00 s, 6 s to go");
  }
}
