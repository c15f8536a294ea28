package dev.tributary.fl.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.PartyId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StagesTest {
  private final AtomicLong clock = new AtomicLong(5_000_000_000L);
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final Log log =
      new Log(new PartyId("lender"), new PrintStream(told, true, StandardCharsets.UTF_8));

  private void pass(double seconds) {
    clock.addAndGet((long) (seconds * 1e9));
  }

  @Test
  void stagesSumToTheTotal() {
    Stages stages = new Stages(log, clock::get, "read");
    pass(1.5);
    stages.enter("align");
    pass(2);
    stages.enter("read");
    pass(0.5);

    assertThat(stages.seconds()).containsOnlyKeys("read", "align");
    assertThat(stages.seconds().get("read")).isCloseTo(2, Offset.offset(1e-9));
    assertThat(stages.seconds().values().stream().mapToDouble(s -> s).sum())
        .isCloseTo(4, Offset.offset(1e-9));
  }

  @Test
  void tellsWhoAndWhat() {
    new Stages(log, clock::get, "read").enter("align");

    assertThat(told.toString(StandardCharsets.UTF_8))
        .isEqualTo("tributary lender: read\ntributary lender: align (read took 0.0 s)\n");
  }
}
