package dev.tributary.fl.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connectors.RowCondition;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RowCondition: "nothing that ... reads the environment or differs from run to run". */
class ConditionOfTheDayTest {
  @Test
  void nothingDiffersFromRunToRun() {
    List<String> accepted = new ArrayList<>();
    for (String condition : List.of("apply_date < date 'today'", "apply_date < timestamp 'now'")) {
      try {
        RowCondition.checked("split.test", condition);
        accepted.add(condition);
      } catch (FederationException refused) {
        // As it should be.
      }
    }
    assertThat(accepted).isEmpty();
  }
}
